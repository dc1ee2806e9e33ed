// The old version in the names of the new one, so that a comparison finds again what a map renames.
#pragma once

#include "engine/move/mapping.h"

namespace accolade {

// To be read, not run: its expressions have the right text and nothing else. What several old names
// lead to is the first of them, or the one that keeps its name. A map that is not total renames
// what it names.
Package renamed(const Move& move);

// What a letter of the old version is called in the new one: its own name, or the one that a letter
// of the same text has where each name is in one version alone.
std::string renamed_letter(const Move& move, const std::string& name);

}  // namespace accolade
