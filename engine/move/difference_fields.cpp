// What is different about the fields.
#include <algorithm>

#include "engine/move/difference_parts.h"
#include "engine/move/phrases.h"

namespace accolade {
namespace {

void compare_choices(const Field& before, const Field& after, Sentences& out) {
  const auto find = [](const Field& field, const std::string& code) -> const Choice* {
    for (const Choice& choice : field.choices) {
      if (choice.code == code) return &choice;
    }
    return nullptr;
  };
  const std::string label = phrases::label(after);
  for (const Choice& choice : after.choices) {
    const Choice* old = find(before, choice.code);
    if (old == nullptr)
      out.push_back(label + " has the new choice " + phrases::quoted(choice.label));
    if (old != nullptr && old->label != choice.label) {
      out.push_back("the choice " + phrases::quoted(old->label) + " of " + label +
                    " is now called " + phrases::quoted(choice.label));
    }
  }
  for (const Choice& choice : before.choices) {
    if (find(after, choice.code) == nullptr)
      out.push_back(label + " no longer has the choice " + phrases::quoted(choice.label));
  }
}

void compare_limit(const std::string& label, const std::string& unit,
                   std::optional<std::int64_t> before, std::optional<std::int64_t> after,
                   Sentences& out) {
  if (before == after) return;
  const auto words = [&](std::optional<std::int64_t> limit) {
    return limit ? "at most " + std::to_string(*limit) + " " + unit : "any number of " + unit;
  };
  out.push_back(label + " may now have " + words(after) + " instead of " + words(before));
}

void compare_field(const Field& before, const Field& after, Sentences& out) {
  const std::string label = phrases::label(after);
  if (before.label != after.label)
    out.push_back("the field " + phrases::label(before) + " is now called " + label);
  if (before.type != after.type) {
    out.push_back("the field " + label + " is now " + phrases::type(after) + " instead of " +
                  phrases::type(before));
  }
  if (before.optional && !after.optional) out.push_back("the field " + label + " is now required");
  if (!before.optional && after.optional)
    out.push_back("the field " + label + " may now be left empty");
  compare_choices(before, after, out);
  compare_limit("the field " + label, "words", before.words_max, after.words_max, out);
  compare_limit("the field " + label, "characters", before.characters_max, after.characters_max,
                out);
  if (before.min != after.min || before.max != after.max)
    out.push_back("the field " + label + " takes other values than before");
  if (before.accept != after.accept || before.bytes_max != after.bytes_max)
    out.push_back("the field " + label + " takes other files than before");
  if (before.columns != after.columns || before.only_if != after.only_if ||
      before.unless != after.unless || before.taken_in != after.taken_in ||
      before.pool != after.pool)
    out.push_back("the field " + label + " is taken from elsewhere, or at other times");
  if (before.initial != after.initial)
    out.push_back("the field " + label + " begins with another value");
  if (!before.personal && after.personal) out.push_back("the field " + label + " is now personal");
  if (before.personal && !after.personal)
    out.push_back("the field " + label + " is no longer personal");
  if (before.keep != after.keep) out.push_back("the field " + label + " is kept for another time");
}

}  // namespace

std::vector<std::string> added(const std::vector<std::string>& before,
                               const std::vector<std::string>& after) {
  std::vector<std::string> more;
  for (const std::string& item : after) {
    if (std::find(before.begin(), before.end(), item) == before.end()) more.push_back(item);
  }
  return more;
}

void compare_fields(const Workflow& from, const Workflow& to, Sentences& out) {
  for (const Field& after : to.fields) {
    const Field* before = from.field(after.name);
    if (before != nullptr) {
      compare_field(*before, after, out);
    } else {
      out.push_back("the field " + phrases::label(after) + " is new: " + phrases::type(after) +
                    (after.optional ? ", may be left empty" : ""));
    }
  }
  for (const Field& before : from.fields) {
    if (to.field(before.name) == nullptr)
      out.push_back("the field " + phrases::label(before) + " is gone");
  }
}

}  // namespace accolade
