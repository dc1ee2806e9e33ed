// Claim, write, hand over, settle.
#include "handlers/background/outbox.h"

#include <algorithm>
#include <random>

#include "handlers/documents/documents.h"
#include "handlers/http/log.h"
#include "handlers/letters/letter_text.h"
#include "handlers/pages/paths.h"
#include "handlers/sign_in/sign_in.h"

namespace accolade {
namespace {

constexpr int round_max = 20;
constexpr auto lease =
    std::chrono::minutes(10);  // longer than the mail server may take for one mail
constexpr auto task_link_life = std::chrono::hours(24 * 90);
constexpr int attempts_max = 20;

double random_part() {
  thread_local std::mt19937_64 generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(generator);
}

// Whoever was invited has perhaps never been here: the role came from somebody else, not by
// beginning it.
bool has_been_given(const Outbox& outbox, const Workflow& workflow, const NewLetter& letter) {
  const auto role = workflow.people.find(letter.role);
  if (role == workflow.people.end()) return false;
  if (role->second == RoleSource::Assigned) return true;
  if (role->second != RoleSource::Creator) return false;
  const std::vector<Entry> history = outbox.engine.ports().instances.history(letter.instance);
  return !history.empty() && history.front().happened.actor != letter.recipient;
}

// A link that opens this one task for whoever was given it; others sign in.
std::string link_for(const Outbox& outbox, const Workflow& workflow, const NewLetter& letter) {
  if (!has_been_given(outbox, workflow, letter)) {
    return outbox.public_url + path_to(letter.instance);
  }
  const Instant expires = outbox.engine.ports().instances.now() + task_link_life;
  return outbox.public_url + "/task/" +
         offer_task(outbox.sessions, letter.recipient, letter.instance, expires);
}

std::string domain_of(const std::string& address) {
  return address.substr(address.find('@') + 1);
}

Outcome<MailMessage> mail_of(const Outbox& outbox, const Letter& letter) {
  Ports& ports = outbox.engine.ports();
  const std::optional<Person> recipient = ports.directory.person(letter.what.recipient);
  if (!recipient || recipient->address.empty()) {
    return Refusal{Why::Failed, "The recipient has no mail address.", {}};
  }
  const std::shared_ptr<const Package> package = ports.packages.get(letter.what.package);
  const Workflow* workflow = package->workflow(letter.what.workflow);
  if (workflow == nullptr) return Refusal{Why::Failed, "Its workflow is not there.", {}};

  LetterSource source{*package, letter.what};
  source.recipient = *recipient;
  source.link = link_for(outbox, *workflow, letter.what);
  source.zone = outbox.zone;
  complete(source, outbox.engine);
  const LetterText text = letter_text(source);

  MailMessage mail;
  mail.from = outbox.from;
  mail.to = {recipient->name, recipient->address};
  mail.subject = text.subject;
  mail.text = text.markdown;
  mail.html = framed_letter(outbox.templates, text, outbox.public_url);
  mail.message_id = letter.message_id + "@" + domain_of(outbox.from.address);
  mail.date = letter.queued;
  mail.attachments = attachments_of(
      {outbox.engine, outbox.seal, outbox.from, outbox.public_url, outbox.zone}, letter);
  return mail;
}

void deliver(const Outbox& outbox, const Letter& letter) {
  Letters& letters = outbox.engine.ports().letters;
  const Outcome<MailMessage> mail = mail_of(outbox, letter);
  if (!mail) {
    letters.settle(letter.id, letter.fence, Delivery::Failed, mail.refusal().sentence, {});
    return;
  }
  Handover handover = outbox.transport.send(*mail);
  std::optional<Instant> next;
  if (handover.delivery == Delivery::Deferred) {
    const std::optional<Duration> pause = pause_after(letter.attempts, random_part());
    if (pause) {
      next = outbox.engine.ports().instances.now() + *pause;
    } else {
      handover.delivery = Delivery::Failed;
    }
  }
  letters.settle(letter.id, letter.fence, handover.delivery, handover.reason, next);
}

}  // namespace

std::optional<Duration> pause_after(int attempts, double random) {
  if (attempts >= attempts_max) return std::nullopt;
  const Duration longest = std::chrono::hours(6);
  const Duration doubled = std::chrono::minutes(1) * (1LL << std::clamp(attempts - 1, 0, 12));
  const Duration pause = std::min(longest, doubled);
  return pause -
         Duration(static_cast<std::int64_t>(static_cast<double>(pause.count()) * random / 4));
}

bool send_letters(const Outbox& outbox) {
  const std::vector<Letter> claimed = outbox.engine.ports().letters.claim(round_max, lease);
  for (const Letter& letter : claimed) {
    try {
      deliver(outbox, letter);
    } catch (const std::exception& broken) {
      http::log_broken("", "letter " + letter.id.text() + ": " + broken.what());
      outbox.engine.ports().letters.settle(letter.id, letter.fence, Delivery::Failed,
                                           "The letter could not be written.", {});
    }
  }
  return static_cast<int>(claimed.size()) == round_max;
}

}  // namespace accolade
