// A workflow's YAML as a tree that can be changed at one place and written out again.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/definition/yaml.h"

namespace accolade {

// Where a node is: the index of each item on the way, and the same in words.
struct Spot {
  std::vector<std::size_t> path;
  std::string words;  // "states.draft.on.submit"

  Spot inside(const YamlNode& node, std::size_t index) const;
};

// Throws std::runtime_error for what is no YAML.
YamlNode tree_of(const std::string& file, const std::string& text);
// In the flow style, on one line a key of the outermost map; places are lost.
std::string text_of_tree(const YamlNode& root);

YamlNode& node_at(YamlNode& root, const Spot& spot);
// Takes the node out of what holds it, with its key.
void remove_at(YamlNode& root, const Spot& spot);

// The item behind a key; null if there is none.
const YamlNode* item_of(const YamlNode& map, std::string_view key);

}  // namespace accolade
