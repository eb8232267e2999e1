/* Texts that the learner marks by criteria, a model answer beside them. SelfMarked of builder/questions/base.py. */
(function (coursewright) {
  'use strict';

  coursewright.rules.self = function (scoring, response) {
    const weigh = (criteria) => criteria.reduce((sum, one) => sum + one.weight, 0);
    const met = response.slice(1);
    return weigh(scoring.criteria.filter((one) => met.includes(one.key))) / weigh(scoring.criteria);
  };
})(globalThis.coursewright = globalThis.coursewright || {});
