// What actions do: fields, events, letters, children and words for others.
#include <algorithm>

#include "engine/machine/macrostep.h"
#include "engine/machine/sentences.h"

namespace accolade {
namespace {

class Acting {
 public:
  explicit Acting(Macrostep& step) : step_(step) {}

  void operator()(const Raise& raise) { step_.internal.push_back(raise.event); }

  void operator()(const Send& send) {
    if (!send.after || *send.after <= Duration{}) {
      step_.external.push_back(send.event);
      return;
    }
    std::int64_t due = 0;
    if (__builtin_add_overflow(step_.facts.now.time_since_epoch().count(), send.after->count(),
                               &due) ||
        Instant(Duration(due)) > instant_max) {
      return step_.refuse({Why::Failed, "An event would be due beyond the year 9999."});
    }
    std::vector<PendingSend>& sends = step_.next.sends;
    const std::int64_t number = sends.empty() ? 1 : sends.back().number + 1;
    sends.push_back({send.id, send.event, number, Instant(Duration(due))});
    step_.effects.push_back(TimerEffect{{send.event, "", 0, sends.back().due, false}});
  }

  void operator()(const CancelSend& cancel) {
    const std::size_t gone = std::erase_if(
        step_.next.sends, [&](const PendingSend& send) { return send.id == cancel.id; });
    for (std::size_t i = 0; i < gone; ++i)
      step_.effects.push_back(CancelEffect{cancel.id});
  }

  void operator()(const Assign& assign) {
    for (const auto& [name, expression] : assign.fields) {
      Outcome<Value> value = value_of(expression, step_.sources());
      if (!value) return step_.refuse(value.refusal());
      if (value->is_absent()) {
        step_.next.fields.erase(name);
      } else {
        step_.next.fields.insert_or_assign(name, std::move(*value));
      }
    }
  }

  void operator()(const Branch& branch) {
    const Outcome<bool> truth = holds(branch.condition, step_.sources());
    if (!truth) return step_.refuse(truth.refusal());
    const std::shared_ptr<const Actions>& chosen = *truth ? branch.then : branch.otherwise;
    if (chosen) perform(step_, *chosen);
  }

  void operator()(const Mail& mail) {
    MailEffect effect{mail.letter, {}, {}};
    for (const std::string& role : mail.roles) {
      add_holders(effect.to, role, step_.next.people);
      add_holders(effect.to, role, step_.facts.people);
    }
    step_.letters.push_back({step_.effects.size(), &mail});
    step_.effects.push_back(std::move(effect));
  }

  void operator()(const Tell& tell) {
    TellEffect effect{tell};
    if (tell.call) {
      const Outcome<Value> call = value_of(*tell.call, step_.sources());
      if (!call) return step_.refuse(call.refusal());
      const auto* const text = call->as<std::string>();
      const auto id = text == nullptr ? std::nullopt : InstanceId::parse(*text);
      if (!id) return;
      effect.call = *id;
      for (const auto& [field, role] : tell.people)
        effect.answers.emplace(field, ids_of_holders(role));
    }
    step_.effects.push_back(std::move(effect));
  }

  void operator()(const Appoint& appoint) {
    const std::vector<PersonId> persons = persons_in(appoint.field);
    const Field* const named_in = step_.workflow.field(appoint.field);
    if (persons.empty() && (named_in == nullptr || !named_in->optional)) {
      const std::string sentence = "Say who it is.";
      return step_.refuse({Why::Invalid, sentence, {{appoint.field, sentence}}});
    }
    std::erase_if(step_.next.people,
                  [&](const Member& member) { return member.role == appoint.role; });
    for (const PersonId person : persons)
      step_.next.people.push_back({appoint.role, person});
    // What was said of a person is not said of the next one.
    for (const Field& field : step_.workflow.fields) {
      if (field.personal) step_.next.fields.erase(field.name);
    }
  }

  void operator()(const Start& start) {
    Fields fields;
    for (const auto& [name, expression] : start.fields) {
      Outcome<Value> value = value_of(expression, step_.sources());
      if (!value) return step_.refuse(value.refusal());
      if (!value->is_absent()) fields.insert_or_assign(name, std::move(*value));
    }
    if (start.each.empty()) return start_for_actor(start, std::move(fields));
    start_for_each(start, fields);
  }

 private:
  static void add_holders(std::vector<Member>& to, const std::string& role,
                          const std::vector<Member>& people) {
    for (const Member& member : people) {
      if (member.role == role && std::find(to.begin(), to.end(), member) == to.end()) {
        to.push_back(member);
      }
    }
  }

  boost::json::array ids_of_holders(const std::string& role) const {
    std::vector<Member> holders;
    add_holders(holders, role, step_.next.people);
    add_holders(holders, role, step_.facts.people);
    boost::json::array ids;
    for (const Member& member : holders)
      ids.emplace_back(member.person.text());
    return ids;
  }

  void start_for_actor(const Start& start, Fields fields) {
    const PersonId actor = step_.facts.actor.person;
    if (start.one_per_person && step_.facts.started_for.contains(actor)) {
      return step_.refuse(
          {Why::NotPossible, "You have started one already; only one a person is possible."});
    }
    std::vector<Member> people;
    if (actor) people.push_back({start.role, actor});
    step_.effects.push_back(StartEffect{start.workflow, std::move(people), std::move(fields),
                                        start.one_per, !start.ask.empty()});
  }

  void start_for_each(const Start& start, const Fields& fields) {
    std::set<PersonId> served = step_.facts.started_for;
    bool is_someone_new = false;
    for (const PersonId person : persons_in(start.each)) {
      if (start.one_per_person && !served.insert(person).second) continue;
      is_someone_new = true;
      step_.effects.push_back(
          StartEffect{start.workflow, {{start.role, person}}, fields, start.one_per});
    }
    if (is_someone_new || !start.one_per_person) return;
    const std::string sentence = "Choose somebody who does not have one yet.";
    step_.refuse({Why::Invalid, sentence, {{start.each, sentence}}});
  }

  // A field of type person counts as a list of one.
  std::vector<PersonId> persons_in(const std::string& field) const {
    const Value& value = at(step_.next.fields, field);
    List items;
    if (const List* list = value.as<List>()) items = *list;
    if (value.as<std::string>() != nullptr) items = {value};
    std::vector<PersonId> persons;
    for (const Value& item : items) {
      const std::string* text = item.as<std::string>();
      const std::optional<PersonId> person = text ? PersonId::parse(*text) : std::nullopt;
      if (person) persons.push_back(*person);
    }
    return persons;
  }

  Macrostep& step_;
};

}  // namespace

void perform(Macrostep& step, const Actions& actions) {
  for (const Action& action : actions) {
    if (step.refusal) return;
    std::visit(Acting(step), action.what);
  }
}

}  // namespace accolade
