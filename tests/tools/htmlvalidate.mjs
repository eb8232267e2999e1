/* html-validate for built pages: its whole standard and accessibility sets, less what is said here. */
export default {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // The player gives each question its buttons; without script a form sends nothing, and the answer stands below it.
    'wcag/h32': 'off',
    // A table's box that scrolls sideways is a named region; it is no section of the text.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
};
