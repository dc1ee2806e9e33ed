// The documents that an instance makes for its people: what `appointment:`, `ticket:` and
// `certificate:` of a workflow say (workflows/DOCUMENTS.md). Data; handlers/documents draws them.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/diagnostic.h"

namespace accolade {

// When there is one, and whose it is.
struct DocumentRule {
  std::vector<std::string> in;     // while one of these states is active
  std::vector<std::string> roles;  // held on the instance itself
  Place place;
};

// Paths name a field of the instance or, as `parent.x`, of the one above.
struct AppointmentRule {
  DocumentRule rule;
  std::string title, begins, ends;  // paths: a text, an instant, an instant
  std::string where;                // a path; empty: it does not say where
};

struct TicketRule {
  DocumentRule rule;
  std::string event;  // that whoever reads the code may raise
};

struct CertificateRule {
  DocumentRule rule;
  std::string title;  // the words above
  std::string name;   // a path: who it is for, in large letters; may be empty
  std::string text;   // with {field} and {parent.field}
};

// The whole of an instance on paper, as its reader sees it.
struct PaperRule {
  DocumentRule rule;                // its roles may be held above, too
  std::string title;                // the words above
  std::vector<std::string> fields;  // that stand below what is copied
  // A state: copies are compared with those of the last one before it below the same parent that
  // is in this state; empty: they are not.
  std::string since;
};

// How letters and paths call them: `Attach: appointment, ticket`.
enum class DocumentKind { Appointment, Ticket, Certificate };

// A text with {names}, cut up: `name` follows after `before`; the last piece has none.
struct TextPiece {
  std::string before, name;
  bool operator==(const TextPiece&) const = default;
};
std::vector<TextPiece> pieces_of(const std::string& text);

}  // namespace accolade
