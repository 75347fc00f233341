import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "object-shorthand": "error",
      eqeqeq: "error",
      curly: "error",
      "max-lines": ["error", { max: 250, skipComments: true, skipBlankLines: true }],
      // JSDoc says what tsc cannot infer; markup never comes from text
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text only ever becomes text." },
        { property: "outerHTML", message: "Text only ever becomes text." },
        { property: "insertAdjacentHTML", message: "Text only ever becomes text." },
      ],
    },
  },
];
