// Decides whether somebody has a document, and hands its words to whoever draws it.
#include "handlers/documents/documents.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/letter_parts.h"
#include "handlers/documents/calendar_file.h"
#include "handlers/documents/holder.h"
#include "handlers/documents/paper.h"

namespace accolade {
namespace {

const DocumentRule* rule_for(const Workflow& workflow, DocumentKind kind) {
  switch (kind) {
    case DocumentKind::Appointment:
      return workflow.appointment ? &workflow.appointment->rule : nullptr;
    case DocumentKind::Ticket:
      return workflow.ticket ? &workflow.ticket->rule : nullptr;
    case DocumentKind::Certificate:
      return workflow.certificate ? &workflow.certificate->rule : nullptr;
  }
  return nullptr;
}

bool has_role(const std::set<std::string>& roles, const DocumentRule& rule) {
  return std::any_of(rule.roles.begin(), rule.roles.end(),
                     [&](const std::string& role) { return roles.contains(role); });
}

// "awards.example.org" of "https://awards.example.org:8443/x".
std::string host_of(const std::string& url) {
  const std::size_t start = url.find("://");
  const std::string rest = start == std::string::npos ? url : url.substr(start + 3);
  return rest.substr(0, rest.find_first_of(":/"));
}

std::string path_of(const Press& press, const Holder& holder) {
  return press.public_url + "/instances/" + holder.instance.text();
}

std::string description_of(const Press& press, const Holder& holder) {
  const std::string page = path_of(press, holder);
  if (holder.reference.empty()) return page;
  return holder.workflow->title + " " + holder.reference + "\n" + page;
}

enum class Sent { ByLetter, Downloaded };

struct Meeting {
  Instant begins{}, ends{};
  std::string title;
  bool is_on = false;
};

// None where it was never on, or nobody knows when it is.
std::optional<Meeting> meeting_of(const Holder& holder) {
  const AppointmentRule& rule = *holder.workflow->appointment;
  const Instant* begins = value_at(holder, rule.begins).as<Instant>();
  const Instant* ends = value_at(holder, rule.ends).as<Instant>();
  const std::string title = words_at(holder, rule.title);
  const bool is_on = is_in(holder, rule.rule.in) && !holder.is_replaced;
  if (begins == nullptr || ends == nullptr || title.empty()) return std::nullopt;
  if (!is_on && !was_in(holder, rule.rule.in)) return std::nullopt;
  return Meeting{*begins, std::max(*begins, *ends), title, is_on};
}

std::optional<Attachment> appointment(const Press& press, const Holder& holder, Sent sent) {
  const std::optional<Meeting> meeting = meeting_of(holder);
  if (!meeting) return std::nullopt;
  const std::string& where = holder.workflow->appointment->where;
  using Method = CalendarEntry::Method;
  const Method while_on = sent == Sent::ByLetter ? Method::Request : Method::Publish;

  CalendarEntry entry;
  entry.method = meeting->is_on ? while_on : Method::Cancel;
  entry.uid = holder.instance.text() + "@" + host_of(press.public_url);
  entry.sequence = holder.changes;
  entry.summary = meeting->title;
  entry.location = where.empty() ? "" : words_at(holder, where);
  entry.description = description_of(press, holder);
  entry.url = path_of(press, holder);
  entry.begins = meeting->begins;
  entry.ends = meeting->ends;
  entry.stamped = holder.at;
  entry.organiser = press.from;
  if (!holder.person.address.empty()) entry.attendee = {holder.person.name, holder.person.address};
  return Attachment{
      "appointment.ics",
      fmt::format("text/calendar; charset=utf-8; method={}", method_name(entry.method)),
      calendar_file(entry)};
}

std::optional<Attachment> ticket(const Press& press, const Holder& holder) {
  if (!is_in(holder, holder.workflow->ticket->rule.in) || holder.is_replaced) return std::nullopt;
  const Ticket ticket{holder.instance, holder.person.id};
  return Attachment{"ticket.png", "image/png",
                    png_of(qr_code(ticket_url(press, ticket)), ticket_code(press, ticket))};
}

// None where a part of it is missing: half a sentence certifies nothing.
std::optional<Statement> statement_of(const Holder& holder) {
  const CertificateRule& rule = *holder.workflow->certificate;
  if (!is_in(holder, rule.rule.in)) return std::nullopt;
  Statement statement{rule.title, "", ""};
  if (!rule.name.empty()) {
    statement.name = words_at(holder, rule.name);
    if (statement.name.empty()) return std::nullopt;
  }
  for (const TextPiece& piece : pieces_of(rule.text)) {
    statement.text += piece.before;
    if (piece.name.empty()) continue;
    const std::string words = words_at(holder, piece.name);
    if (words.empty()) return std::nullopt;
    statement.text += words;
  }
  return statement;
}

std::optional<Attachment> certificate(const Press& press, const Holder& holder) {
  const std::optional<Statement> statement = statement_of(holder);
  if (!statement) return std::nullopt;
  const std::string code = press.seal.code(SealPurpose::Certificate, holder.instance);
  const std::string page = press.public_url + "/verify";
  return Attachment{"certificate.pdf", "application/pdf",
                    certificate_paper(*statement, {code, page + "/" + code, page}, holder.at)};
}

std::optional<Attachment> made(const Press& press, DocumentKind kind, const Holder& holder,
                               Sent sent) {
  switch (kind) {
    case DocumentKind::Appointment:
      return appointment(press, holder, sent);
    case DocumentKind::Ticket:
      return ticket(press, holder);
    case DocumentKind::Certificate:
      return certificate(press, holder);
  }
  return std::nullopt;
}

bool is_there(DocumentKind kind, const Holder& holder) {
  switch (kind) {
    case DocumentKind::Appointment:
      return meeting_of(holder).has_value();
    case DocumentKind::Ticket:
      return is_in(holder, holder.workflow->ticket->rule.in);
    case DocumentKind::Certificate:
      return statement_of(holder).has_value();
  }
  return false;
}

}  // namespace

std::optional<Attachment> document_now(const Press& press, DocumentKind kind, const Shown& shown,
                                       PersonId viewer) {
  const DocumentRule* rule = rule_for(*shown.workflow, kind);
  if (!viewer || rule == nullptr || !has_role(shown.roles, *rule)) return std::nullopt;
  return made(press, kind, holder_now(press.engine, shown, viewer, press.zone), Sent::Downloaded);
}

std::set<DocumentKind> documents_now(const Press& press, const Shown& shown, PersonId viewer) {
  std::set<DocumentKind> kinds;
  std::optional<Holder> holder;
  for (const std::string& name : document_names) {
    const DocumentKind kind = *document_kind(name);
    const DocumentRule* rule = rule_for(*shown.workflow, kind);
    if (!viewer || rule == nullptr || !has_role(shown.roles, *rule)) continue;
    if (!holder) holder = holder_now(press.engine, shown, viewer, press.zone);
    if (is_there(kind, *holder)) kinds.insert(kind);
  }
  return kinds;
}

std::vector<Attachment> attachments_of(const Press& press, const Letter& letter) {
  std::vector<Attachment> attachments;
  const std::shared_ptr<const Package> package =
      press.engine.ports().packages.get(letter.what.package);
  const auto text = package->letters.find(letter.what.letter);
  if (text == package->letters.end()) return attachments;
  const LetterParts parts = letter_parts(text->second);
  if (parts.attachments.empty()) return attachments;
  const std::optional<Holder> holder = holder_of(press.engine, letter, press.zone);
  if (!holder) return attachments;
  for (const std::string_view name : parts.attachments) {
    const std::optional<DocumentKind> kind = document_kind(name);
    const DocumentRule* rule = kind ? rule_for(*holder->workflow, *kind) : nullptr;
    if (rule == nullptr ||
        std::find(rule->roles.begin(), rule->roles.end(), letter.what.role) == rule->roles.end())
      continue;
    if (auto document = made(press, *kind, *holder, Sent::ByLetter))
      attachments.push_back(*std::move(document));
  }
  return attachments;
}

std::string ticket_code(const Press& press, const Ticket& ticket) {
  return press.seal.code(SealPurpose::Ticket, ticket.instance, ticket.holder);
}

std::string ticket_url(const Press& press, const Ticket& ticket) {
  return press.public_url + "/door/" + ticket_code(press, ticket);
}

std::optional<InstanceId> ticket_instance(const Press& press, std::string_view typed_code) {
  const InstanceId named = Seal::named(typed_code).value_or(InstanceId{});
  for (const PersonId holder : holders_of(press, DocumentKind::Ticket, named))
    if (press.seal.opened(SealPurpose::Ticket, typed_code, holder)) return named;
  return std::nullopt;
}

std::vector<PersonId> holders_of(const Press& press, DocumentKind kind, InstanceId instance) {
  std::vector<PersonId> holders;
  const std::optional<Snapshot> snapshot = press.engine.ports().instances.load(instance);
  if (!snapshot) return holders;
  const std::shared_ptr<const Package> package =
      press.engine.ports().packages.get(snapshot->package);
  const Workflow* workflow = package->workflow(snapshot->workflow);
  const DocumentRule* rule = workflow == nullptr ? nullptr : rule_for(*workflow, kind);
  for (const Member& member : snapshot->people)
    if (rule != nullptr && has_role({member.role}, *rule)) holders.push_back(member.person);
  return holders;
}

std::optional<Statement> verified(const Press& press, std::string_view typed_code) {
  const std::optional<InstanceId> id = press.seal.opened(SealPurpose::Certificate, typed_code);
  if (!id) return std::nullopt;
  const std::vector<PersonId> holders = holders_of(press, DocumentKind::Certificate, *id);
  if (holders.empty()) return std::nullopt;
  const PersonId person = holders.front();
  const Outcome<Shown> shown = press.engine.show(*id, person);
  if (!shown) return std::nullopt;
  return statement_of(holder_now(press.engine, *shown, person, press.zone));
}

}  // namespace accolade
