// New names in conditions and other texts.
#include "engine/move/new_names.h"

#include <algorithm>

namespace accolade {
namespace {

bool is_letter_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Goes through a condition word by word: paths, `in_state('x')`, and `review in submitted, score`.
class TextInNewNames {
 public:
  TextInNewNames(const NewNames& names, const std::string& text) : names_(names), text_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\'' || c == '"') {
        quote(c);
      } else if (is_letter_of_name(c)) {
        path(word());
      } else {
        if (c == ')') child_.clear();
        out_ += c;
        ++at_;
      }
    }
    return out_;
  }

 private:
  std::string word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_letter_of_name(text_[at_]))
      ++at_;
    return text_.substr(start, at_ - start);
  }

  void quote(char mark) {
    const std::size_t end = std::min(text_.find(mark, at_ + 1), text_.size());
    const std::string inside = text_.substr(at_ + 1, end - at_ - 1);
    out_ += mark + (out_.ends_with("in_state(") ? names_.state(inside) : inside);
    if (end < text_.size()) out_ += mark;
    at_ = std::min(end + 1, text_.size());
  }

  bool is_followed_by_in() const { return text_.compare(at_, 4, " in ") == 0; }

  void path(const std::string& first) {
    if (!child_.empty()) return of_child(first);
    if (names_.is_workflow(first) && (is_followed_by_in() || out_.ends_with("("))) {
      child_ = first;
      out_ += first;
      if (is_followed_by_in()) {
        out_ += " in ";
        at_ += 4;
        has_state_ = false;
      }
      return;
    }
    if (first == "event" && is_dot()) return step(first, names_);
    if (first == "parent" && is_dot()) return step(first, names_.above());
    out_ += names_.field(first);
    rest_of_path();
  }

  // State first, then the field that is averaged.
  void of_child(const std::string& name) {
    const NewNames child = names_.below(child_);
    out_ += has_state_ ? child.field(name) : child.state(name);
    has_state_ = true;
  }

  bool is_dot() const { return at_ < text_.size() && text_[at_] == '.'; }

  void step(const std::string& first, const NewNames& names) {
    out_ += first + ".";
    ++at_;
    const std::string next = word();
    if (next == "parent" && is_dot()) return step(next, names.above());
    out_ += names.field(next);
    rest_of_path();
  }

  void rest_of_path() {
    while (is_dot()) {
      out_ += text_[at_++];
      out_ += word();
    }
  }

  const NewNames& names_;
  const std::string& text_;
  std::string out_, child_;
  bool has_state_ = false;
  std::size_t at_ = 0;
};

}  // namespace

std::string NewNames::text(const std::string& text) const {
  return TextInNewNames(*this, text).run();
}

}  // namespace accolade
