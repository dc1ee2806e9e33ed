// What a workflow promises to the people in it; `accolade check` keeps it to its word.
#include "engine/definition/promise_reader.h"

#include <algorithm>
#include <array>

#include "engine/condition/suggestion.h"
#include "engine/definition/expression_reader.h"
#include "engine/definition/words.h"

namespace accolade {
namespace {

// The word that says what kind of promise it is, and those that may stand beside it.
struct PromiseWord {
  std::string_view word;
  Promise::Kind kind;
  bool has_place = true;  // `in`, `if`, `free`, `full`
  bool has_by = true;
  bool has_way = false;   // `to`, `mail`, `asks`, `tells`, `appoints`, `starts`, ...
  bool has_then = false;  // `then`
};
constexpr std::array<PromiseWord, 8> promise_words = {
    {{"may", Promise::Kind::May, false},
     {"can", Promise::Kind::Can, true, true, true, true},
     {"cannot", Promise::Kind::Cannot, true, true, false, true},
     {"holds", Promise::Kind::Holds, true, false},
     {"possible", Promise::Kind::Possible, true, false},
     {"sees", Promise::Kind::Sees},
     {"hides", Promise::Kind::Hides},
     {"sends", Promise::Kind::Sends, true, false}}};

class PromiseReader {
 public:
  PromiseReader(const YamlNode& node, const Context& context)
      : context_(context), report_(context.report), words_(node, "a promise", context.report) {}

  Promise read() {
    Promise promise;
    promise.place = words_.node().place;
    promise.says = text_of(words_.take("says"), report_);
    for (const YamlNode* state : scalars_of(words_.take("in"), report_)) {
      if (const auto index = context_.target(*state)) promise.in.push_back(*index);
    }
    promise.condition = expression(words_.take("if"));
    promise.free = places(words_.take("free"));
    promise.full = places(words_.take("full"));
    promise.by = role_names(words_.take("by"), {.anyone = true, .below = true}, context_);
    if (const YamlNode* to = words_.take("to")) promise.to = context_.target(*to);
    promise.letter = text_of(words_.take("mail"), report_);
    promise.asks = context_.field_names(words_.take("asks"));
    promise.tells = text_of(words_.take("tells"), report_);
    promise.appoints = role_names(words_.take("appoints"), {}, context_);
    read_start(promise);
    promise.then = expression(words_.take("then"));
    read_claim(promise);
    words_.refuse_others();
    return promise;
  }

 private:
  void read_start(Promise& promise) {
    promise.starts = text_of(words_.take("starts"), report_);
    const std::vector<std::string> each = context_.field_names(words_.take("each"));
    if (!each.empty()) promise.each = each.front();
    const YamlNode* limit = words_.take("limit");
    promise.limit = text_of(limit, report_);
    if (limit != nullptr && !promise.limit.starts_with("one per "))
      report_.error(limit->place, "`one per person` is expected here, or `one per` a field");
    promise.from_table = truth_of(words_.take("table"), report_);
    promise.gives = texts_of(words_.take("gives"), report_);
    for (const std::string_view word : {"each", "limit", "table", "gives"}) {
      if (words_.has(word) && promise.starts.empty())
        report_.error(words_.key_place(word),
                      "`" + std::string(word) + ":` needs `starts:`, the workflow of the children");
    }
  }

  std::vector<std::string> places(const YamlNode* node) {
    const std::vector<std::string> names = context_.field_names(node);
    for (const std::string& name : names) {
      if (context_.workflow().field(name)->type != FieldType::OnePlace)
        report_.error(node->place, "`" + name + "` is no place");
    }
    return names;
  }

  void read_claim(Promise& promise) {
    const PromiseWord* found = nullptr;
    int kinds = 0;
    for (const PromiseWord& one : promise_words) {
      const YamlNode* node = words_.take(one.word);
      if (node == nullptr) continue;
      found = &one;
      ++kinds;
      promise.kind = one.kind;
      read_claim(promise, *node);
    }
    if (kinds != 1)
      return report_.error(promise.place,
                           "a promise says one of `may:`, `can:`, `cannot:`, `holds:`, "
                           "`possible:`, `sees:`, `hides:` and `sends:`");
    check_words(promise, *found);
  }

  void read_claim(Promise& promise, const YamlNode& node) {
    switch (promise.kind) {
      case Promise::Kind::May:
      case Promise::Kind::Can:
      case Promise::Kind::Cannot:
        promise.events = events_in(node);
        return;
      case Promise::Kind::Holds:
      case Promise::Kind::Possible:
        promise.claim = expression(&node);
        return;
      case Promise::Kind::Sees:
      case Promise::Kind::Hides:
        read_sight(promise, node);
        return;
      case Promise::Kind::Sends:
        promise.letter = text_of(&node, report_);
        return;
    }
  }

  // Fields, and `history` and `names` unless there are fields of these names.
  void read_sight(Promise& promise, YamlNode node) {
    const auto take = [&](const std::string& word) {
      if (context_.workflow().field(word) != nullptr) return false;
      if (node.kind != YamlNode::Kind::Scalar)
        return std::erase_if(node.items, [&](const YamlNode& item) { return item.text == word; }) >
               0;
      if (node.text != word) return false;
      node.kind = YamlNode::Kind::Null;
      return true;
    };
    promise.history = take("history");
    promise.names = take("names");
    if (node.kind != YamlNode::Kind::Null) promise.fields = context_.field_names(&node);
  }

  void check_words(const Promise& promise, const PromiseWord& kind) {
    const auto refuse = [&](std::string_view word, bool is_allowed) {
      if (is_allowed || !words_.has(word)) return;
      report_.error(words_.key_place(word), "`" + std::string(word) + ":` says nothing beside `" +
                                                std::string(kind.word) + ":`");
    };
    for (const std::string_view word : {"in", "if", "free", "full"})
      refuse(word, kind.has_place);
    refuse("by", kind.has_by);
    for (const std::string_view word :
         {"to", "mail", "asks", "tells", "appoints", "starts", "each", "limit", "table", "gives"})
      refuse(word, kind.has_way);
    refuse("then", kind.has_then);
    const bool is_one_event =
        promise.kind == Promise::Kind::Can || promise.kind == Promise::Kind::Cannot;
    if (is_one_event && promise.events.size() != 1)
      report_.error(promise.place, "`" + std::string(kind.word) + ":` is about one event");
    const bool is_of_sight =
        promise.kind == Promise::Kind::Sees || promise.kind == Promise::Kind::Hides;
    const bool needs_role = is_of_sight || !promise.asks.empty();
    if (needs_role && promise.by.empty())
      report_.error(promise.place, "`" + std::string(is_of_sight ? kind.word : "asks") +
                                       ":` needs `by:`, the roles it is about");
    if (promise.kind == Promise::Kind::Sends && promise.in.empty())
      report_.error(promise.place, "`sends:` needs `in:`, the states that are entered");
    if (promise.kind == Promise::Kind::May && promise.by.size() != 1)
      report_.error(promise.place, "`may:` needs `by:`, one role");
  }

  std::optional<Expression> expression(const YamlNode* node) {
    if (node == nullptr) return std::nullopt;
    return read_expression(*node, {bool_type()}, nullptr, context_);
  }

  std::vector<std::string> events_in(const YamlNode& node) {
    std::vector<std::string> known;
    for (const State& state : context_.workflow().states) {
      for (const Transition& transition : state.transitions)
        known.push_back(transition.descriptor);
    }
    std::vector<std::string> events;
    for (const YamlNode* event : scalars_of(&node, report_)) {
      events.push_back(event->text);
      if (std::find(known.begin(), known.end(), event->text) != known.end()) continue;
      report_.error(event->place, "`" + event->text + "` is no event of " +
                                      context_.workflow().name + did_you_mean(event->text, known));
    }
    return events;
  }

  const Context& context_;
  Report& report_;
  Words words_;
};

}  // namespace

void read_promises(const Context& context) {
  const YamlNode* promises = context.outline.words[root_state].take("promises");
  if (!is_list(promises, context.report)) return;
  for (const YamlNode& promise : promises->items)
    context.workflow().promises.push_back(PromiseReader(promise, context).read());
}

}  // namespace accolade
