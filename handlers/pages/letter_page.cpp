// Reads letters through the same function that sends them.
#include "handlers/pages/letter_page.h"

#include <fmt/format.h>

#include "handlers/pages/document_page.h"
#include "handlers/pages/paths.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

Person recipient_of(Pages& pages, const Letter& letter) {
  return pages.engine.ports().directory.person(letter.what.recipient).value_or(Person{});
}

std::string said_to(const Person& person) {
  return person.name.empty() ? person.address : person.name;
}

// Whoever was assigned was sent a link that opens the task: its letter shows that it was there.
std::string link_to_read(const Pages& pages, const Package& package, const Letter& letter) {
  const Workflow* workflow = package.workflow(letter.what.workflow);
  if (workflow) {
    const auto role = workflow->people.find(letter.what.role);
    const bool is_known = role != workflow->people.end();
    if (is_known && role->second == RoleSource::Assigned) return masked_link(pages.public_url);
  }
  return pages.public_url + path_to(letter.what.instance);
}

// "appointment.ics, ticket.png"
std::string attached_names(const Pages& pages, const Letter& letter) {
  const std::optional<Press> press = press_of(pages);
  if (!press) return "";
  std::vector<std::string> names;
  for (const Attachment& attachment : attachments_of(*press, letter))
    names.push_back(attachment.file_name);
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

LetterText read_letter(Pages& pages, const Letter& letter, LetterSurroundings around) {
  const std::shared_ptr<const Package> package =
      pages.engine.ports().packages.get(letter.what.package);
  return letter_text({.package = *package,
                      .what = letter.what,
                      .recipient = recipient_of(pages, letter),
                      .link = link_to_read(pages, *package, letter),
                      .zone = pages.zone,
                      .around = std::move(around)});
}

std::vector<LetterLine> letter_lines(Pages& pages, const std::vector<Letter>& letters) {
  std::map<PersonId, LetterSurroundings> known;  // the letters are of one instance
  std::vector<LetterLine> lines;
  for (const Letter& letter : letters) {
    const PersonId recipient = letter.what.recipient;
    if (!known.contains(recipient)) {
      known[recipient] = surroundings(pages.engine, letter.what.instance, recipient);
    }
    lines.push_back({letter.id, read_letter(pages, letter, known[recipient]).subject,
                     said_to(recipient_of(pages, letter)), letter.delivery, letter.queued,
                     letter.sent});
  }
  return lines;
}

http::Response show_letter(Pages& pages, const Visit& visit) {
  const std::optional<LetterId> id = LetterId::parse(visit.request.parameter("id"));
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Letter> letter = pages.engine.letter(*id, visit.person);
  if (!letter) return refused(pages, visit, letter.refusal());

  const LetterText text = read_letter(
      pages, *letter, surroundings(pages.engine, letter->what.instance, letter->what.recipient));
  const Person recipient = recipient_of(pages, *letter);
  json::object view = frame(pages.assets, visit, text.subject);
  view["heading"] = text.subject;
  view["body"] = text.html;
  view["to"] = said_to(recipient);
  view["delivery"] = delivery_in_words(letter->delivery);
  view["when"] = human(letter->sent.value_or(letter->queued), pages.zone);
  view["reason"] = letter->delivery == Delivery::Sent ? "" : letter->reason;
  view["attached"] = attached_names(pages, *letter);
  view["href"] = path_to(letter->what.instance);
  return page(pages, "pages/letter", view);
}

http::Response send_file(Pages& pages, const Visit& visit) {
  const std::optional<FileId> id = FileId::parse(visit.request.parameter("id"));
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<FileRow> file = pages.engine.file(*id, visit.person);
  if (!file) return refused(pages, visit, file.refusal());

  http::Response response =
      http::attachment(pages.engine.ports().files.bytes(*id), file->type, file->name);
  response.set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace accolade
