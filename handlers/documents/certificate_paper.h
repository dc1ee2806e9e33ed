// A certificate as one would frame it: A4 across, PDF.
#pragma once

#include <string>

#include "engine/value/instant.h"

namespace accolade {

// What a certificate says; whoever checks its code is told the same.
struct Statement {
  std::string title;
  std::string name;  // in large letters; may be empty
  std::string text;
  bool operator==(const Statement&) const = default;
};

struct CertificateProof {
  std::string code;  // as it is read aloud
  std::string url;   // of the page that says whether it is genuine, with the code
  std::string page;  // of the page where a code can be typed
};

// A text of any length stays within the frame. The same words and instant give the same bytes.
std::string certificate_paper(const Statement& statement, const CertificateProof& proof,
                              Instant made);

}  // namespace accolade
