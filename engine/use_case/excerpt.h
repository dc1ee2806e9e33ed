// The parts of texts in which terms stand: private to engine/use_case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/search/terms.h"
#include "engine/use_case/searching.h"

namespace accolade {

struct PieceText {
  Excerpt::Of of = Excerpt::Of::Field;
  std::string label;
  std::string text;
  bool is_title = false;  // shown anyhow: no excerpt is made of it
};

// None where a term stands in none of the texts. Of a long text some words around the first find.
std::optional<std::vector<Excerpt>> excerpts_of(const std::vector<PieceText>& texts,
                                                const std::vector<SearchTerm>& terms);

}  // namespace accolade
