// Lists: `in`, size, literals and the macros, all within limits.
#include "engine/condition/evaluation.h"

namespace accolade {
namespace {

const List no_items;
const Value empty_list{List{}};

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t work_of(const Value& value) {
  std::size_t work = 1;
  if (const std::string* text = value.as<std::string>()) work += text->size() / 64;
  if (const List* list = value.as<List>()) {
    for (const Value& item : *list)
      work += work_of(item);
  }
  if (const Record* record = value.as<Record>()) {
    for (const auto& [name, part] : *record)
      work += work_of(part);
  }
  return work;
}

}  // namespace

// The items to walk; none after a failure.
const List& Evaluation::list(const Node& node) {
  const List* items = whole(node).as<List>();
  if (items == nullptr || failure_) return no_items;
  if (items->size() <= list_items_max) return *items;
  fail("A list has more than 1000 items, which is too many for a condition.");
  return no_items;
}

// Characters of a text, items of a list.
std::int64_t Evaluation::size(const Node& node) {
  const Node& target = node.operands[0];
  std::size_t count = 0;
  if (is_text(target.kind)) {
    for (const char c : text(target))
      count += starts_character(c) ? 1 : 0;
  } else if (const List* items = whole(target).as<List>()) {
    count = items->size();
  }
  return static_cast<std::int64_t>(count);
}

bool Evaluation::is_in(const Node& node) {
  const Node& wanted = node.operands[0];
  const List& items = list(node.operands[1]);
  if (!spend(items.size())) return false;
  if (is_number(wanted.kind)) {
    const std::int64_t number_wanted = number(wanted);
    for (const Value& item : items) {
      if (number_in(item, wanted) == number_wanted) return true;
    }
    return false;
  }
  if (is_text(wanted.kind)) {
    const std::string_view text_wanted = text(wanted);
    for (const Value& item : items) {
      if (text_in(item, wanted) == text_wanted) return true;
    }
    return false;
  }
  const Value& whole_wanted = whole(wanted);
  for (const Value& item : items) {
    if (!spend_on(item)) return false;
    if (item == whole_wanted) return true;
  }
  return false;
}

// all, exists, exists_one; the first two stop as soon as they know.
std::int64_t Evaluation::over_items(const Node& node) {
  std::size_t count = 0;
  const List& items = list(node.operands[0]);
  for (const Value& item : items) {
    if (!spend(1) || failure_) return 0;
    const std::size_t mark = kept_.size();
    locals_[node.slot] = &item;
    const bool is_true = truth(node.operands[1]);
    kept_.resize(mark);
    if (node.operation == Operation::Every && !is_true) return 0;
    if (node.operation == Operation::Exists && is_true) return 1;
    if (is_true) ++count;
  }
  if (node.operation == Operation::ExistsOne) return count == 1 ? 1 : 0;
  return node.operation == Operation::Every ? 1 : 0;
}

// A list literal, filter, map, or two lists joined with +.
const Value& Evaluation::made_list(const Node& node) {
  if (node.operation == Operation::Add) return joined(node);
  List made;
  if (node.operation == Operation::Items) {
    for (const Node& operand : node.operands) {
      made.push_back(result(operand));
      if (!spend_on(made.back())) return empty_list;
    }
    return kept(std::move(made));
  }
  const Node& body = node.operands[1];
  const List& items = list(node.operands[0]);
  for (const Value& item : items) {
    if (!spend(1) || failure_) return empty_list;
    const std::size_t mark = kept_.size();
    locals_[node.slot] = &item;
    if (node.operation == Operation::Map) {
      made.push_back(result(body));
      spend_on(made.back());
    } else if (truth(body)) {
      made.push_back(item);
      spend_on(item);
    }
    kept_.resize(mark);
  }
  return kept(std::move(made));
}

const Value& Evaluation::joined(const Node& node) {
  List made = list(node.operands[0]);
  const List& more = list(node.operands[1]);
  made.insert(made.end(), more.begin(), more.end());
  Value value(std::move(made));
  if (!spend_on(value)) return empty_list;
  return kept(std::move(value));
}

const Value& Evaluation::kept(Value value) {
  kept_.push_back(std::make_unique<const Value>(std::move(value)));
  return *kept_.back();
}

bool Evaluation::spend(std::size_t work) {
  work_ += work;
  if (work_ > work_max) fail("This walks over too many items.");
  return work_ <= work_max;
}

bool Evaluation::spend_on(const Value& value) {
  return spend(work_of(value));
}

}  // namespace accolade
