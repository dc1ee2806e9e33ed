// Compiles expressions, and guesses the types of what a file alone cannot know.
#include "engine/definition/expression_reader.h"

#include <array>

#include "engine/definition/scope.h"

namespace accolade {
namespace {

constexpr int attempts_max = 200;          // of one condition
constexpr int attempts_of_file_max = 500;  // so that a file of nothing else is answered soon

class Guesser {
 public:
  Guesser(const std::string& text, const Wanted& wanted, const Transition* transition,
          const Context& context, bool guessed_are_there)
      : text_(text),
        wanted_(wanted),
        transition_(transition),
        context_(context),
        guessed_are_there_(guessed_are_there) {}

  Compiled compile_with(std::map<std::string, Type> guesses) {
    const FileScope scope(context_, transition_, guesses, guessed_are_there_);
    Compiled compiled = compile(text_, scope, wanted_.type, wanted_.absence);
    ++attempts_;
    if (std::holds_alternative<Expression>(compiled)) {
      found_ = std::move(guesses);
      return compiled;
    }
    if (!scope.unguessed()) return compiled;
    const std::string path = *scope.unguessed();
    const std::array<Type, 5> types = {decimal_type(), int_type(), string_type(), bool_type(),
                                       timestamp_type()};
    for (const Type& type : types) {
      if (attempts_ >= attempts_max || context_.outline.guesses >= attempts_of_file_max) break;
      ++context_.outline.guesses;
      guesses[path] = type;
      compiled = compile_with(guesses);
      if (std::holds_alternative<Expression>(compiled)) break;
    }
    return compiled;
  }

  const std::map<std::string, Type>& found() const { return found_; }

 private:
  const std::string& text_;
  const Wanted& wanted_;
  const Transition* transition_;
  const Context& context_;
  bool guessed_are_there_;
  std::map<std::string, Type> found_;
  int attempts_ = 0;
};

// What earlier conditions of the file found is tried first.
Compiled compile_here(const std::string& text, const Wanted& wanted, const Transition* transition,
                      const Context& context) {
  auto& known = context.workflow().ancestor_types;
  Guesser guesser(text, wanted, transition, context, true);
  Compiled compiled = guesser.compile_with(known);
  if (std::holds_alternative<ConditionError>(compiled) && !known.empty())
    compiled = guesser.compile_with({});
  if (!std::holds_alternative<Expression>(compiled)) return compiled;
  for (const auto& [path, type] : guesser.found())
    known.insert_or_assign(path, type);
  if (wanted.absence == Absence::Refused || guesser.found().empty()) return compiled;
  // In a package it may be absent; so it may be here, if that needs no guard.
  Compiled tolerant = Guesser(text, wanted, transition, context, false).compile_with(known);
  return std::holds_alternative<Expression>(tolerant) ? tolerant : compiled;
}

}  // namespace

Expression read_expression(const YamlNode& node, const Wanted& wanted, const Transition* transition,
                           const Context& context) {
  if (node.kind != YamlNode::Kind::Scalar) {
    context.report.error(node.place, "a condition or value, written as text, is expected here");
    return {};
  }
  if (context.report.is_full()) return {};
  Compiled compiled = compile_here(node.text, wanted, transition, context);
  if (Expression* expression = std::get_if<Expression>(&compiled)) return std::move(*expression);
  const ConditionError& error = std::get<ConditionError>(compiled);
  context.report.error(place_within(node, error.offset, context.report), error.message);
  return {};
}

}  // namespace accolade
