// Plain values out of YAML nodes.
#include "engine/definition/words.h"

#include <charconv>

#include "engine/condition/suggestion.h"

namespace accolade {
namespace {

std::string in_words(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::Null:
      return "nothing";
    case YamlNode::Kind::Scalar:
      return "text";
    case YamlNode::Kind::Sequence:
      return "a list";
    case YamlNode::Kind::Map:
      return "a map";
  }
  return {};
}

std::string expected(std::string_view what, const YamlNode& node) {
  return std::string(what) + " is expected here, and this is " + in_words(node.kind);
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Words::Words(const YamlNode& node, std::string what, Report& report)
    : node_(&node), what_(std::move(what)), report_(&report), is_taken_(node.keys.size(), false) {
  if (node.kind == YamlNode::Kind::Map || node.kind == YamlNode::Kind::Null) return;
  report.error(node.place, expected(what_ + " (a map of words)", node));
}

const YamlNode* Words::take(std::string_view word) {
  asked_.emplace_back(word);
  const auto index = find(word);
  if (!index) return nullptr;
  is_taken_[*index] = true;
  return &node_->items[*index];
}

bool Words::has(std::string_view word) const {
  return find(word).has_value();
}

void Words::refuse_others() {
  for (std::size_t i = 0; i < is_taken_.size(); ++i) {
    if (is_taken_[i] || report_->is_full()) continue;
    const YamlKey& key = node_->keys[i];
    report_->error(key.place,
                   "`" + key.text + "` is not a word of " + what_ + did_you_mean(key.text, asked_));
  }
}

Place Words::key_place(std::string_view word) const {
  const auto index = find(word);
  return index ? node_->keys[*index].place : node_->place;
}

std::optional<std::size_t> Words::find(std::string_view word) const {
  for (std::size_t i = 0; i < node_->keys.size(); ++i) {
    if (node_->keys[i].text == word) return i;
  }
  return std::nullopt;
}

std::string text_of(const YamlNode* node, Report& report) {
  if (node == nullptr) return {};
  if (node->kind == YamlNode::Kind::Scalar) return node->text;
  report.error(node->place, expected("text", *node));
  return {};
}

bool truth_of(const YamlNode* node, Report& report) {
  if (node == nullptr) return false;
  if (node->kind == YamlNode::Kind::Scalar && node->text == "true") return true;
  if (node->kind == YamlNode::Kind::Scalar && node->text == "false") return false;
  report.error(node->place, "`true` or `false` is expected here");
  return false;
}

std::optional<std::int64_t> whole_number_of(const YamlNode* node, Report& report) {
  if (node == nullptr) return std::nullopt;
  const auto number = node->kind == YamlNode::Kind::Scalar ? number_in(node->text) : std::nullopt;
  if (!number) report.error(node->place, "a whole number is expected here");
  return number;
}

std::optional<Duration> duration_of(const YamlNode* node, Report& report) {
  if (node == nullptr) return std::nullopt;
  const auto duration = parse_duration(node->text);
  if (!duration || *duration < Duration::zero()) {
    report.error(node->place, "a duration such as `48h` or `3d` is expected here");
    return std::nullopt;
  }
  return duration;
}

std::vector<const YamlNode*> scalars_of(const YamlNode* node, Report& report) {
  std::vector<const YamlNode*> scalars;
  if (node == nullptr) return scalars;
  if (node->kind == YamlNode::Kind::Scalar) return {node};
  if (!is_list(node, report)) return scalars;
  for (const YamlNode& item : node->items) {
    if (item.kind == YamlNode::Kind::Scalar) {
      scalars.push_back(&item);
    } else {
      report.error(item.place, expected("a name", item));
    }
  }
  return scalars;
}

std::vector<std::string> texts_of(const YamlNode* node, Report& report) {
  std::vector<std::string> texts;
  for (const YamlNode* scalar : scalars_of(node, report))
    texts.push_back(scalar->text);
  return texts;
}

bool is_map(const YamlNode* node, Report& report) {
  if (node == nullptr || node->kind == YamlNode::Kind::Null) return false;
  if (node->kind == YamlNode::Kind::Map) return true;
  report.error(node->place, expected("a map", *node));
  return false;
}

bool is_list(const YamlNode* node, Report& report) {
  if (node == nullptr) return false;
  if (node->kind == YamlNode::Kind::Sequence) return true;
  report.error(node->place, expected("a list", *node));
  return false;
}

std::optional<int> working_days_in(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const std::string_view unit = text.substr(blank + 1);
  if (unit != "working days" && unit != "working day") return std::nullopt;
  const auto days = number_in(text.substr(0, blank));
  if (!days || *days < 1 || *days > 10'000) return std::nullopt;
  return static_cast<int>(*days);
}

}  // namespace accolade
