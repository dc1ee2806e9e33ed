// Each document: when there is one, whose it is, and from which fields its words come.
#include "engine/definition/document_reader.h"

#include <algorithm>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/scope.h"
#include "engine/definition/transition_words.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

enum class Holds { Text, Instant };

bool holds(const Field& field, Holds wanted) {
  if (wanted == Holds::Instant) return field.type == FieldType::Moment;
  return field.type == FieldType::Text || field.type == FieldType::LongText ||
         field.type == FieldType::Link;
}

// A path that a document shows: an own field or one of the parent's.
std::string read_path(const YamlNode* node, Holds wanted, const Context& context) {
  const std::string path = text_of(node, context.report);
  if (path.empty()) return path;
  const int steps = ancestor_path(path).steps;
  const Field* field = context.field_at(path);
  const bool may_be_unknown = steps == 1 && !context.is_strict();
  if (steps == 1) context.workflow().ancestor_paths.insert(path);
  if (steps <= 1 && field == nullptr && may_be_unknown) return path;
  if (steps <= 1 && field != nullptr && holds(*field, wanted)) return path;
  context.report.error(node->place, "`" + path + "` is no field of type " +
                                        (wanted == Holds::Instant ? "instant" : "text") +
                                        " here or of the parent");
  return path;
}

void check_states_named(const YamlNode* states, const Context& context) {
  for (const YamlNode* state : scalars_of(states, context.report)) {
    if (context.workflow().state(state->text)) continue;
    std::vector<std::string> names;
    for (const auto& [name, index] : context.outline.states)
      names.push_back(name);
    context.report.error(state->place, "`" + state->text + "` is no state of " +
                                           context.workflow().name +
                                           did_you_mean(state->text, names));
  }
}

// Whoever began the instance, where `for:` is left out.
std::vector<std::string> creators(const Workflow& workflow) {
  std::vector<std::string> roles;
  for (const auto& [role, source] : workflow.people) {
    if (source == RoleSource::Creator) roles.push_back(role);
  }
  return roles;
}

bool is_held_here(const Workflow& workflow, const std::string& role) {
  const auto found = workflow.people.find(role);
  return found != workflow.people.end() &&
         (found->second == RoleSource::Creator || found->second == RoleSource::Assigned);
}

}  // namespace

DocumentRule read_rule(Words& words, const Context& context) {
  Report& report = context.report;
  const Place place = words.node().place;
  DocumentRule rule;
  rule.place = place;
  const YamlNode* in = words.take("in");
  rule.in = texts_of(in, report);
  check_states_named(in, context);
  if (rule.in.empty())
    report.error(place, "a document needs `in:`, the states in which it is there");
  const YamlNode* whose = words.take("for");
  rule.roles = whose == nullptr ? creators(context.workflow()) : role_names(whose, {}, context);
  if (!context.is_strict()) return rule;
  if (rule.roles.empty()) report.error(place, "a document needs `for:`, the role that gets it");
  for (const YamlNode* role : scalars_of(whose, report)) {
    if (is_held_here(context.workflow(), role->text)) continue;
    report.error(role->place, "`" + role->text + "` is not held on the instance itself");
  }
  return rule;
}

namespace {

void need(const std::string& value, const char* word, const Words& words, Report& report) {
  if (!value.empty()) return;
  report.error(words.node().place, std::string("here `") + word + ":` is missing");
}

AppointmentRule read_appointment(const YamlNode& node, const Context& context) {
  Words words(node, "an appointment", context.report);
  AppointmentRule appointment;
  appointment.rule = read_rule(words, context);
  appointment.title = read_path(words.take("title"), Holds::Text, context);
  appointment.begins = read_path(words.take("begins"), Holds::Instant, context);
  appointment.ends = read_path(words.take("ends"), Holds::Instant, context);
  appointment.where = read_path(words.take("where"), Holds::Text, context);
  need(appointment.title, "title", words, context.report);
  need(appointment.begins, "begins", words, context.report);
  need(appointment.ends, "ends", words, context.report);
  words.refuse_others();
  return appointment;
}

std::vector<std::string> events_taken(const Workflow& workflow) {
  std::set<std::string> events;
  for_each_transition(workflow, [&](const Transition& transition) {
    if (!transition.by.empty()) events.insert(transition.descriptor);
  });
  return {events.begin(), events.end()};
}

TicketRule read_ticket(const YamlNode& node, const Context& context) {
  Words words(node, "a ticket", context.report);
  TicketRule ticket;
  ticket.rule = read_rule(words, context);
  const YamlNode* event = words.take("event");
  ticket.event = text_of(event, context.report);
  need(ticket.event, "event", words, context.report);
  const std::vector<std::string> events = events_taken(context.workflow());
  const bool is_known = std::find(events.begin(), events.end(), ticket.event) != events.end();
  if (event != nullptr && context.is_strict() && !is_known) {
    context.report.error(event->place, "`" + ticket.event + "` is no event that a person raises" +
                                           did_you_mean(ticket.event, events));
  }
  words.refuse_others();
  return ticket;
}

void check_certificate_text(const YamlNode& text, const Context& context) {
  check_placeholders(text, {"reference"}, context);
  for (const TextPiece& piece : pieces_of(text.text)) {
    if (ancestor_path(piece.name).steps <= 1) continue;
    context.report.error(text.place, "`" + piece.name +
                                         "` is not known here: a certificate says "
                                         "what is on the instance and its parent");
  }
}

CertificateRule read_certificate(const YamlNode& node, const Context& context) {
  Words words(node, "a certificate", context.report);
  CertificateRule certificate;
  certificate.rule = read_rule(words, context);
  certificate.title = text_of(words.take("title"), context.report);
  certificate.name = read_path(words.take("name"), Holds::Text, context);
  if (const YamlNode* text = words.take("text")) {
    certificate.text = text_of(text, context.report);
    check_certificate_text(*text, context);
  }
  need(certificate.title, "title", words, context.report);
  need(certificate.text, "text", words, context.report);
  words.refuse_others();
  return certificate;
}

// Whoever sees the instance may have it on paper: roles from anywhere.
PaperRule read_paper(const YamlNode& node, const Context& context) {
  Words words(node, "a paper", context.report);
  PaperRule paper;
  paper.rule.place = node.place;
  const YamlNode* const in = words.take("in");
  paper.rule.in = texts_of(in, context.report);
  check_states_named(in, context);
  paper.rule.roles = role_names(words.take("for"), {.anyone = true, .above = true}, context);
  paper.title = text_of(words.take("title"), context.report);
  const YamlNode* const fields = words.take("fields");
  paper.fields = texts_of(fields, context.report);
  context.field_names(fields);
  const YamlNode* const since = words.take("since");
  paper.since = text_of(since, context.report);
  check_states_named(since, context);
  need(paper.title, "title", words, context.report);
  if (paper.rule.in.empty() || paper.rule.roles.empty())
    context.report.error(node.place, "a paper needs `in:`, its states, and `for:`, its roles");
  words.refuse_others();
  return paper;
}

}  // namespace

void read_documents(const Context& context) {
  Words& words = context.outline.words[root_state];
  Workflow& workflow = context.workflow();
  if (const YamlNode* appointment = words.take("appointment")) {
    workflow.appointment = read_appointment(*appointment, context);
  }
  if (const YamlNode* ticket = words.take("ticket")) {
    workflow.ticket = read_ticket(*ticket, context);
  }
  if (const YamlNode* certificate = words.take("certificate")) {
    workflow.certificate = read_certificate(*certificate, context);
  }
  if (const YamlNode* paper = words.take("paper")) workflow.paper = read_paper(*paper, context);
}

}  // namespace accolade
