// The documents of an instance (workflows/DOCUMENTS.md), each as one of its holders sees it: for a
// page as it is now, for a letter as it was at the step that sent it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/definition/document.h"
#include "engine/use_case/engine.h"
#include "handlers/documents/certificate_paper.h"
#include "handlers/mail/message.h"
#include "handlers/security/seal.h"

namespace accolade {

// What documents are made with. Borrowed; safe from any thread.
struct Press {
  Engine& engine;
  const Seal& seal;
  Mailbox from;            // who invites to appointments
  std::string public_url;  // without a slash at the end
  std::string zone;        // in which instants are said in words
};

// Which documents the viewer has now: those that document_now makes, without making them.
std::set<DocumentKind> documents_now(const Press& press, const Shown& shown, PersonId viewer);
// None for everybody who does not hold one of its roles on the instance, when it is not there in
// this state, and when something that it needs is absent or hidden from the holder. The ticket is a
// PNG file.
std::optional<Attachment> document_now(const Press& press, DocumentKind kind, const Shown& shown,
                                       PersonId viewer);
// What the letter says that it attaches, as far as its recipient has it. The same bytes on every
// attempt while nothing changes that the recipient sees.
std::vector<Attachment> attachments_of(const Press& press, const Letter& letter);

// Whoever it is handed on to has another one, and the old one is worth nothing.
struct Ticket {
  InstanceId instance;
  PersonId holder;
};
// "33K3-FDG2-DAZ3-8WB9", and the address that its QR code holds.
std::string ticket_code(const Press& press, const Ticket& ticket);
std::string ticket_url(const Press& press, const Ticket& ticket);
// Of a code, as it is typed, whose holder still has the ticket; none for every other text.
std::optional<InstanceId> ticket_instance(const Press& press, std::string_view typed_code);

// Who hold one of its roles on the instance, in order.
std::vector<PersonId> holders_of(const Press& press, DocumentKind kind, InstanceId instance);

// What the certificate with this code says; none if we have given out no such one.
std::optional<Statement> verified(const Press& press, std::string_view typed_code);

}  // namespace accolade
