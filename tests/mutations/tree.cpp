// Reads with the loader's own eyes, writes the flow style of YAML.
#include "tests/mutations/tree.h"

#include <algorithm>
#include <stdexcept>

namespace accolade {
namespace {

bool is_plain(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char byte) {
    return std::isalnum(byte) != 0 || byte == '_' || byte == '.';
  });
}

std::string scalar(const std::string& text) {
  if (is_plain(text)) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') quoted += '\\';
    if (letter == '\n') {
      quoted += "\\n";
    } else {
      quoted += letter;
    }
  }
  return quoted + "\"";
}

std::string flow(const YamlNode& node) {
  std::string text;
  switch (node.kind) {
    case YamlNode::Kind::Null:
      return "~";
    case YamlNode::Kind::Scalar:
      return scalar(node.text);
    case YamlNode::Kind::Sequence:
      for (const YamlNode& item : node.items)
        text += (text.empty() ? "" : ", ") + flow(item);
      return "[" + text + "]";
    case YamlNode::Kind::Map:
      for (std::size_t i = 0; i < node.items.size(); ++i)
        text += (text.empty() ? "" : ", ") + scalar(node.keys[i].text) + ": " + flow(node.items[i]);
      return "{" + text + "}";
  }
  return text;
}

}  // namespace

Spot Spot::inside(const YamlNode& node, std::size_t index) const {
  Spot deeper = *this;
  deeper.path.push_back(index);
  const bool has_key = node.kind == YamlNode::Kind::Map;
  deeper.words +=
      (words.empty() ? "" : ".") + (has_key ? node.keys.at(index).text : std::to_string(index));
  return deeper;
}

YamlNode tree_of(const std::string& file, const std::string& text) {
  Report report;
  report.add_source(file, text);
  std::optional<YamlNode> root = read_yaml(file, text, report);
  if (!root) throw std::runtime_error(file + " is no YAML");
  return std::move(*root);
}

std::string text_of_tree(const YamlNode& root) {
  std::string text;
  for (std::size_t i = 0; i < root.items.size(); ++i)
    text += scalar(root.keys[i].text) + ": " + flow(root.items[i]) + "\n";
  return text;
}

YamlNode& node_at(YamlNode& root, const Spot& spot) {
  YamlNode* node = &root;
  for (const std::size_t index : spot.path)
    node = &node->items.at(index);
  return *node;
}

void remove_at(YamlNode& root, const Spot& spot) {
  Spot holder = spot;
  holder.path.pop_back();
  YamlNode& node = node_at(root, holder);
  const auto at = static_cast<std::ptrdiff_t>(spot.path.back());
  node.items.erase(node.items.begin() + at);
  if (node.kind == YamlNode::Kind::Map) node.keys.erase(node.keys.begin() + at);
}

const YamlNode* item_of(const YamlNode& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].text == key) return &map.items[i];
  }
  return nullptr;
}

}  // namespace accolade
