/* Known mistakes with attention, and where they were met. */
#include "base/words.h"
#include "train/net/net.h"

const struct train_formula train_formulas[TRAIN_FORMULAS + 1] = {
    [TRAIN_FORMULA_RIGHT] = {"right", NULL, NULL},
    [TRAIN_FORMULA_D_MODEL] =
        {"scale-by-d-model", N_("scores are divided by √d_model, where a head has d_k numbers"),
         .met = "lucidrains/vit-pytorch #65, dfdx #171, "
                "Machine-Learning-Collection #65, DL4Proteins #12, ViT-CIFAR #11"},
    [TRAIN_FORMULA_RESHAPED] =
        {"heads-reshaped",
         N_("heads are cut out of the rows without transposing, so that a head mixes words"),
         .met = "FuxiCTR #30, transformer-from-scratch #6, attention-is-all-you-need-pytorch #7, "
                "hyunwoongko/transformer #15"},
    [TRAIN_FORMULA_COLUMNS] = {"softmax-over-queries",
                               N_("softmax is taken over the queries, so that columns sum to 1 "
                                  "and rows do not"),
                               .met = "labml #146 and #282"},
    [TRAIN_FORMULA_MASK_AFTER] = {"mask-after-softmax",
                                  N_("the mask is put on after softmax, so that the weights that "
                                     "stay no longer sum to 1"),
                                  .met = "memory-compressed-attention #2"},
    [TRAIN_FORMULA_UNSHIFTED] = {"targets-unshifted",
                                 N_("the targets are not shifted: at each word that word itself is "
                                    "asked for"),
                                 .met = "MONAI GenerativeModels #314, Lightning #20920"},
    [TRAIN_FORMULA_TIED_SCALE] =
        {"tied-scale",
         N_("with tied weights the logits are multiplied by √d_model, and the rows of E are not"),
         .met = "jadore801120/attention-is-all-you-need-pytorch #138, tensor2tensor #1718, "
                "mlx-examples #591"},
    [TRAIN_FORMULAS] = {NULL, NULL, NULL},
};
