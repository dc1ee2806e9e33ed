// Finds whom a code or a number means, raises the event of the ticket, and says what came of it.
#include "handlers/pages/door_page.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "handlers/http/form.h"
#include "handlers/pages/document_page.h"
#include "handlers/pages/door_view.h"
#include "handlers/pages/list_file.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/posted.h"
#include "handlers/pages/status_view.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

namespace json = boost::json;
using Outcomes = DoorAnswer::Outcome;

struct Desk {
  Shown shown;
  const DoorRule* door;  // lives as long as shown
};

std::optional<Desk> desk_asked(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return std::nullopt;
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  const DoorRule* door = shown ? door_of(*shown) : nullptr;
  if (door == nullptr) return std::nullopt;
  return Desk{*std::move(shown), door};
}

// Of a code as it was typed or read, or of the address that a QR code holds.
std::optional<InstanceId> instance_of_code(const Pages& pages, std::string_view typed) {
  const std::optional<Press> press = press_of(pages);
  if (!press) return std::nullopt;
  constexpr std::string_view before_code = "/door/";
  const std::size_t at = typed.rfind(before_code);
  return ticket_instance(*press, at == typed.npos ? typed : typed.substr(at + before_code.size()));
}

std::optional<Guest> guest_meant(Pages& pages, const Desk& desk, std::string_view typed,
                                 PersonId viewer) {
  std::optional<InstanceId> id = instance_of_code(pages, typed);
  if (!id) id = InstanceId::parse(typed);
  if (!id) return std::nullopt;
  Outcome<Guest> guest = pages.engine.guest(desk.shown, *id, viewer);
  if (!guest) return std::nullopt;
  return *std::move(guest);
}

// The last step that led somewhere is the one by which somebody came to be there.
std::string since_of(Pages& pages, const Guest& guest, PersonId viewer) {
  if (!guest.is_present) return {};
  const auto lines = pages.engine.history(guest.row.snapshot.id, viewer);
  if (!lines) return {};
  const auto last = std::find_if(lines->rbegin(), lines->rend(),
                                 [](const HistoryLine& line) { return !line.states.empty(); });
  if (last == lines->rend()) return {};
  return since_when(*last, pages.engine.ports().instances.now(), pages.zone);
}

DoorAnswer unknown_here() {
  return {Outcomes::Unknown,
          "This is no ticket of this door. It may be for another one, or not be valid any more."};
}

DoorAnswer answer_of(Pages& pages, const Guest& guest, Outcomes outcome, PersonId viewer) {
  const std::string& name = guest.row.title;
  switch (outcome) {
    case Outcomes::In:
      return {outcome, name + " is checked in."};
    case Outcomes::Out:
      return {outcome, name + " is not checked in any more."};
    case Outcomes::Already:
      return {outcome,
              fmt::format("{} was checked in already. {}", name, since_of(pages, guest, viewer))};
    case Outcomes::Refused:
    case Outcomes::Unknown:
      break;
  }
  return unknown_here();
}

struct Tried {
  std::optional<Guest> guest;
  DoorAnswer answer;
};

// `asked`: with the actor, the key and the instant; whom and what is found here.
// When it was scanned, if the page kept it for want of a network: so long before it was sent, at
// most a day, and never before what happened to the guest last.
std::optional<Instant> scanned_at(const http::Request& request, Instant last_change) {
  constexpr std::int64_t age_seconds_max = 24 * 60 * 60;
  const std::string_view typed = request.header("X-Scan-Age");
  std::int64_t age_seconds = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), age_seconds);
  const bool is_age = error == std::errc{} && end == typed.data() + typed.size() &&
                      age_seconds > 0 && age_seconds <= age_seconds_max;
  if (!is_age) return request.received;
  return std::min(request.received,
                  std::max(last_change, request.received - std::chrono::seconds(age_seconds)));
}

Tried try_to(Pages& pages, const Desk& desk, const http::Form& form, const http::Request& request,
             FireRequest asked) {
  const PersonId viewer = asked.actor;
  std::optional<Guest> guest = guest_meant(pages, desk, form.value("who"), viewer);
  if (!guest) return {std::nullopt, unknown_here()};
  const bool is_out = form.value("act") == "out";
  asked.target = guest->row.snapshot.id;
  asked.received = scanned_at(request, guest->row.snapshot.changed);
  asked.event = is_out ? desk.door->undo : guest->row.workflow->ticket->event;
  const Outcome<Applied> applied = pages.engine.fire(asked);

  guest = guest_meant(pages, desk, asked.target.text(), viewer);
  if (!guest) return {std::nullopt, unknown_here()};
  if (applied) {
    return {guest, answer_of(pages, *guest, is_out ? Outcomes::Out : Outcomes::In, viewer)};
  }
  if (!is_out && guest->is_present) {
    return {guest, answer_of(pages, *guest, Outcomes::Already, viewer)};
  }
  return {guest,
          {Outcomes::Refused, fmt::format("{}: {}", guest->row.title, applied.refusal().sentence)}};
}

int status_of(Outcomes outcome) {
  constexpr int ok = 200, not_found = 404, conflict = 409;
  if (outcome == Outcomes::Unknown) return not_found;
  return outcome == Outcomes::Refused ? conflict : ok;
}

http::Response door_page(Pages& pages, const Visit& visit, const Desk& desk, Tried tried,
                         const std::string& typed) {
  const Outcome<std::vector<Guest>> guests = pages.engine.guests(desk.shown, visit.person);
  if (!guests) return refused(pages, visit, guests.refusal());
  Wording wording = wording_for(pages, desk.shown);
  add_fields_above(desk.shown, wording);

  DoorPage found{.shown = desk.shown, .door = *desk.door, .guests = *guests, .wording = wording};
  found.key = new_token();
  if (!tried.guest) found.looked_for = typed;
  if (tried.guest) {
    found.found = &*tried.guest;
    found.since = since_of(pages, *tried.guest, visit.person);
  }
  if (!tried.answer.sentence.empty()) found.answer = &tried.answer;

  json::object view = frame(pages.assets, visit, "Check-in");
  std::vector<Crumb> crumbs = desk.shown.crumbs;
  crumbs.push_back({desk.shown.snapshot.id, desk.shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["door_script"] = asset_view(pages.assets, "door.js");
  for (auto& [key, value] : door_view(found))
    view[key] = std::move(value);
  http::Response response =
      page(pages, "pages/door", view, found.answer ? status_of(found.answer->outcome) : 200);
  response.set("Permissions-Policy",
               "camera=(self), geolocation=(), microphone=(), payment=(), usb=()");
  return response;
}

// What the page says after a form was posted, by the address that it was sent to; nothing that is
// not so (any more).
DoorAnswer said_before(Pages& pages, const Guest& guest, const Visit& visit) {
  const std::string said = visit.request.asked("said").value_or("");
  for (const Outcomes outcome : {Outcomes::In, Outcomes::Already, Outcomes::Out})
    if (said == name_of(outcome) && guest.is_present == (outcome != Outcomes::Out))
      return answer_of(pages, guest, outcome, visit.person);
  return {};
}

}  // namespace

http::Response show_door(Pages& pages, const Visit& visit) {
  const std::optional<Desk> desk = desk_asked(pages, visit);
  if (!desk) return refused(pages, visit, no_such_page());
  const std::string typed = visit.request.asked("q").value_or("");

  Tried tried{guest_meant(pages, *desk, typed, visit.person), {}};
  if (tried.guest) tried.answer = said_before(pages, *tried.guest, visit);
  return door_page(pages, visit, *desk, std::move(tried), typed);
}

http::Response check_in(Pages& pages, const Visit& visit) {
  const std::optional<Desk> desk = desk_asked(pages, visit);
  if (!desk) return refused(pages, visit, no_such_page());
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());

  FireRequest asked{.target = {}, .event = {}, .actor = visit.person};
  asked.idempotency = idempotency_in(*form, visit);
  Tried tried = try_to(pages, *desk, *form, visit.request, std::move(asked));

  const Outcomes outcome = tried.answer.outcome;
  if (visit.request.header("Accept") == "application/json") {
    return http::json(
        json::object{{"outcome", name_of(outcome)}, {"sentence", tried.answer.sentence}},
        status_of(outcome));
  }
  if (status_of(outcome) != 200) return door_page(pages, visit, *desk, std::move(tried), "");
  return http::see_other(fmt::format("{}?q={}&said={}", path_to_door(desk->shown.snapshot.id),
                                     tried.guest->row.snapshot.id.text(), name_of(outcome)));
}

http::Response open_ticket(Pages& pages, const Visit& visit) {
  if (!visit.person) return go_and_sign_in(visit);
  const std::optional<InstanceId> id = instance_of_code(pages, visit.request.parameter("code"));
  const Outcome<Shown> shown = pages.engine.show(id.value_or(InstanceId{}), visit.person);
  if (!shown) return refused(pages, visit, no_such_page());
  const std::optional<Shown> above = shown_above(pages, *shown, visit.person);
  if (!above || door_of(*above) == nullptr) return refused(pages, visit, no_such_page());
  return http::see_other(fmt::format("{}?q={}", path_to_door(above->snapshot.id), id->text()));
}

http::Response send_door_worker(Pages& pages, const Visit& visit) {
  const auto worker = pages.assets.find("door-worker.js");
  if (worker == pages.assets.end()) return refused(pages, visit, no_such_page());
  http::Response response{.body = worker->second.bytes};
  response.set("Content-Type", worker->second.type);
  return response;
}

json::value door_link(const Shown& shown, const Shown* above) {
  for (const Shown* one : {&shown, above}) {
    if (one != nullptr && door_of(*one) != nullptr)
      return json::object{{"href", path_to_door(one->snapshot.id)}};
  }
  return nullptr;
}

}  // namespace accolade
