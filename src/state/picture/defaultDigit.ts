/** MNIST train #7, in the page itself: something can dissolve before any digit has been downloaded. */
export const DEFAULT_DIGIT = {
  source: 'train.7',
  label: 3,
  encoded:
    'AJcmK2n__f39_f2uBgAPK4vg4vz9_Pz8_Pz8ng4ADrL8_Pz8_fz8_Pz8_Pw7AA5t_PzmhIWEhL38_Pz8OwAOBB0dGAAEDuL8_KwHABZV8_z8kAAWWL38_PwOABRb1Pf8_PzMCQAPIH3BwcH9_Pz87mYcAA8t3vz8_Pz9_Pz8sQARLd_9_f39__39_f1KABEfezQsLCwsj_z8SgAYD_z8SgAYVvz8SgAOBUsJAAZi8vz8SgANPbf8HQAEElzv_PzzQQAN0Pz8k4aGhobL_fz8vFMADtD8_Pz8_Pz8_P3mmQgADzGd_Pz8_PzZz5ItABIHZ-v8rGcYAGM',
} as const;
