// Field by field: the answer, nothing, or what is wrong with it.
#include "engine/form/bind.h"

#include <algorithm>

#include "engine/form/answer.h"
#include "engine/form/phrase.h"

namespace accolade {
namespace {

class Binding {
 public:
  Binding(const Facts& facts, const FormContext& context) : facts_(facts), context_(context) {}

  void add(const Field& field, const Answers& answers) {
    const auto found = answers.find(field.name);
    if (found == answers.end()) return missing(field);
    Outcome<Value> value = value_of(Answer{field, found->second, facts_, context_});
    if (!value) return refuse(value.refusal());
    if (!value->is_absent()) {
      fields_.insert_or_assign(field.name, std::move(*value));
    } else if (field.optional) {
      fields_.insert_or_assign(field.name, field.initial.value_or(Value()));
    } else {
      missing(field);
    }
  }

  void refuse_unasked(const std::vector<const Field*>& asked, const Answers& answers) {
    if (context_.completeness == Completeness::AsTyped) return;
    for (const auto& [name, answer] : answers) {
      const bool is_asked = std::any_of(asked.begin(), asked.end(),
                                        [&](const Field* field) { return field->name == name; });
      if (!is_asked) refuse(invalid(name, quoted(name) + " is not asked for here"));
    }
  }

  Outcome<Fields> done() && {
    if (problems_.empty()) return std::move(fields_);
    const std::string sentence = problems_.front().sentence;
    return Refusal{Why::Invalid, sentence, std::move(problems_)};
  }

 private:
  void missing(const Field& field) {
    if (field.optional || context_.completeness == Completeness::AsTyped) return;
    refuse(invalid(field, missing_sentence(field)));
  }
  void refuse(const Refusal& refusal) {
    problems_.insert(problems_.end(), refusal.problems.begin(), refusal.problems.end());
  }

  const Facts& facts_;
  const FormContext& context_;
  Fields fields_;
  std::vector<Problem> problems_;
};

}  // namespace

Outcome<Fields> bind(const std::vector<const Field*>& asked, const Answers& answers,
                     const Facts& facts, const FormContext& context) {
  Binding binding(facts, context);
  for (const Field* field : asked)
    binding.add(*field, answers);
  binding.refuse_unasked(asked, answers);
  return std::move(binding).done();
}

}  // namespace accolade
