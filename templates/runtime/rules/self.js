/* Texts that the learner marks by criteria, a model answer beside them. SelfMarked of builder/questions/base.py. */
(function (coursewright) {
  'use strict';

  coursewright.rules.self = function (scoring, response) {
    const weigh = (criteria) => criteria.reduce((sum, one) => sum + one.weight, 0);
    const met = response.slice(1);
    return weigh(scoring.criteria.filter((one) => met.includes(one.key))) / weigh(scoring.criteria);
  };

  /**
   * Parts an attempt into what is recorded of it. A long text is one text and nothing else (SCORM 2004, RTE 4.2.9), so the
   * criteria met have a record of their own: in words, without a result and of no weight, as that of the text has both.
   * There is none where no criterion is met, and no pattern: to meet all of them is an aim, not an answer.
   */
  coursewright.parts = function (attempt) {
    const { question, response } = attempt;
    if (!question.scoring.criteria || response.length < 2) return [attempt];
    const keys = question.scoring.criteria.map((one) => one.key);
    const scoring = { rule: 'none', keys };
    const met = { ...question, id: question.id + '.criteria', type: 'other', points: 0, objectives: [], scoring };
    return [{ ...attempt, response: response.slice(0, 1) }, { ...attempt, question: met, response: response.slice(1) }];
  };
})(globalThis.coursewright = globalThis.coursewright || {});
