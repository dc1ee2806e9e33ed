// A YAML file as a tree with places. Nobody else sees the library.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/diagnostic.h"
#include "engine/definition/report.h"

namespace accolade {

struct YamlKey {
  std::string text;
  Place place = {};
};

struct YamlNode {
  enum class Kind { Null, Scalar, Sequence, Map };

  Kind kind = Kind::Null;
  std::string text = {};             // Scalar: without quotes and escapes
  std::vector<YamlKey> keys = {};    // Map: as many as `items`, each once
  std::vector<YamlNode> items = {};  // Sequence; Map: the values
  Place place = {};
  std::size_t nodes = 1;  // of this tree
  int height = 1;         // of this tree
};

inline constexpr std::size_t yaml_bytes_max = 1024 * 1024;
inline constexpr int yaml_depth_max = 64;
inline constexpr std::size_t yaml_alias_nodes_max = 10'000;

// One document. Reports and returns none for what is no YAML, what is no UTF-8, tags, several
// documents, and what is beyond the limits; a key written twice is reported, and the first counts.
std::optional<YamlNode> read_yaml(const std::string& file, std::string_view text, Report& report);

// The place of the byte `offset` of a scalar's text: exact for a scalar on one line, else where the
// scalar starts.
Place place_within(const YamlNode& scalar, std::size_t offset, const Report& report);

}  // namespace accolade
