// Builds the tree from the events of yaml-cpp, so that places, duplicate keys and depth are seen.
#include "engine/definition/yaml.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/definition/unicode.h"

namespace accolade {
namespace {

// Between braces yaml-cpp takes every `?` for a sign, though YAML says that within a word, as in
// `hint: Does it grow?,`, it is a letter like others. So it is hidden from the library behind a
// byte that no text has (control characters were refused), and given back in what is read.
constexpr char hidden_question_mark = '\x1a';

std::string with_hidden_question_marks(std::string_view text) {
  constexpr std::string_view before_signs = " \t\r\n,[]{}";
  std::string hidden(text);
  for (std::size_t i = 1; i < hidden.size(); ++i) {
    const bool is_within_word = before_signs.find(hidden[i - 1]) == std::string_view::npos;
    if (hidden[i] == '?' && is_within_word) hidden[i] = hidden_question_mark;
  }
  return hidden;
}

std::string with_question_marks(std::string text) {
  std::replace(text.begin(), text.end(), hidden_question_mark, '?');
  return text;
}

struct Fault {
  Place place;
  std::string message;
};

class Builder final : public YAML::EventHandler {
 public:
  Builder(const std::string& file, Report& report) : file_(file), report_(report) {}

  YamlNode take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.place = place_of(mark);
    keep(anchor, node);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto named = anchored_.find(anchor);
    if (named == anchored_.end()) throw Fault{place_of(mark), "an alias cannot contain itself"};
    spend(named->second, place_of(mark));
    add(named->second);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    YamlNode node;
    node.kind = YamlNode::Kind::Scalar;
    node.text = with_question_marks(value);
    node.place = place_of(mark);
    keep(anchor, node);
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::Sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::Map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::optional<YamlKey> key = {};
    bool is_duplicate = false;
    std::set<std::string> keys = {};
  };

  Place place_of(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Fault{place_of(mark), "tags such as `!!str` are not understood here"};
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    check_depth(1, place_of(mark));
    Open opened;
    opened.node.kind = kind;
    opened.node.place = place_of(mark);
    opened.anchor = anchor;
    open_.push_back(std::move(opened));
  }

  void close() {
    Open closed = std::move(open_.back());
    open_.pop_back();
    keep(closed.anchor, closed.node);
    add(std::move(closed.node));
  }

  void check_depth(int height, const Place& place) const {
    if (static_cast<int>(open_.size()) + height <= yaml_depth_max) return;
    throw Fault{place, "this is nested too deeply: 64 levels are the most"};
  }

  // Copies are paid for, so that aliases of aliases cannot fill the memory.
  void spend(const YamlNode& node, const Place& place) {
    alias_nodes_ += node.nodes;
    if (alias_nodes_ <= yaml_alias_nodes_max) return;
    throw Fault{place, "the aliases of this file stand for more than 10,000 parts"};
  }

  void keep(YAML::anchor_t anchor, const YamlNode& node) {
    if (anchor == YAML::NullAnchor) return;
    spend(node, node.place);
    anchored_[anchor] = node;
  }

  void add(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    check_depth(node.height, node.place);
    Open& into = open_.back();
    if (into.node.kind == YamlNode::Kind::Map && !into.key) return add_key(into, node);
    add_value(into, std::move(node));
  }

  void add_key(Open& into, const YamlNode& node) {
    if (node.kind != YamlNode::Kind::Scalar) throw Fault{node.place, "a name is expected here"};
    into.key = YamlKey{node.text, node.place};
    into.is_duplicate = !into.keys.insert(node.text).second;
    if (into.is_duplicate) report_.error(node.place, "`" + node.text + "` is written twice here");
  }

  static void add_value(Open& into, YamlNode node) {
    const bool is_dropped = std::exchange(into.is_duplicate, false);
    std::optional<YamlKey> key = std::exchange(into.key, std::nullopt);
    if (is_dropped) return;
    if (key) into.node.keys.push_back(std::move(*key));
    into.node.nodes += node.nodes;
    into.node.height = std::max(into.node.height, node.height + 1);
    into.node.items.push_back(std::move(node));
  }

  std::string file_;
  Report& report_;
  YamlNode root_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, YamlNode> anchored_;
  std::size_t alias_nodes_ = 0;
};

std::optional<YamlNode> build(const std::string& file, std::string_view text, Report& report) {
  std::istringstream stream(with_hidden_question_marks(text));
  YAML::Parser parser(stream);
  Builder builder(file, report);
  if (!parser.HandleNextDocument(builder)) {
    report.error({file}, "the file is empty");
    return std::nullopt;
  }
  YamlNode root = builder.take_root();
  Builder second(file, report);
  if (parser.HandleNextDocument(second)) {
    report.error({file}, "a file holds one document; `---` begins a second one");
    return std::nullopt;
  }
  return root;
}

}  // namespace

std::optional<YamlNode> read_yaml(const std::string& file, std::string_view text, Report& report) {
  if (text.size() > yaml_bytes_max) {
    report.error({file}, "the file is larger than 1 MiB");
    return std::nullopt;
  }
  if (const auto offset = first_unreadable(text)) {
    report.error(place_at(file, text, *offset),
                 "this byte is no text (UTF-8 without control signs)");
    return std::nullopt;
  }
  try {
    return build(file, text, report);
  } catch (const Fault& fault) {
    report.error(fault.place, fault.message);
  } catch (const YAML::Exception& exception) {
    const int line = std::max(exception.mark.line, 0) + 1;
    const int column = std::max(exception.mark.column, 0) + 1;
    // What the library says of a sign in the wrong place helps nobody.
    const bool is_odd_sign = exception.msg == "unknown token";
    report.error({file, line, column},
                 is_odd_sign ? "this sign has a meaning in YAML; put the text in quotes"
                             : "this is no YAML: " + with_question_marks(exception.msg));
  }
  return std::nullopt;
}

}  // namespace accolade
