// Finds the tags, and nests them into their sections.
#include "handlers/text/template_tag.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace accolade {
namespace {

std::string_view within_tag(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_name(std::string_view name) {
  return name == "." || (!name.empty() && name.front() != '.' && name.back() != '.' &&
                         std::all_of(name.begin(), name.end(), [](unsigned char c) {
                           return std::isalnum(c) || c == '_' || c == '-' || c == '.' || c == '/';
                         }));
}

class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  Outcome<std::vector<TemplateTag>> run() {
    while (!fault_ && next()) {
    }
    if (!fault_ && !open_.empty())
      fail(open_.back().line, fmt::format("{{{{#{}}}}} is never closed", open_.back().name));
    if (fault_) return *fault_;
    return std::move(top_);
  }

 private:
  void fail(std::size_t line, std::string_view sentence) {
    fault_ = Refusal{Why::Invalid, fmt::format("{}: {}", line, sentence)};
  }

  // Takes the tag after position_, if there is one.
  bool next() {
    const std::size_t begin = text_.find("{{", position_);
    if (begin == std::string_view::npos) return false;
    line_ += static_cast<std::size_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(position_),
                   text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    position_ = begin;

    const bool has_three = text_.substr(begin).starts_with("{{{");
    const std::string_view closing = has_three ? "}}}" : "}}";
    const std::size_t inner = begin + closing.size();
    const std::size_t close = text_.find(closing, inner);
    if (close == std::string_view::npos) {
      fail(line_, fmt::format("a tag is never closed by {}", closing));
      return false;
    }
    take(within_tag(text_.substr(inner, close - inner)), has_three, close + closing.size());
    return true;
  }

  void take(std::string_view content, bool has_three, std::size_t end) {
    const char sigil = has_three ? '{' : content.empty() ? ' ' : content.front();
    if (sigil == '=') return fail(line_, "delimiters are not changed here");
    const bool has_sigil =
        !has_three && std::string_view("#^/>&!").find(sigil) != std::string::npos;
    const std::string_view name = has_sigil ? within_tag(content.substr(1)) : content;
    if (sigil != '!' && !is_name(name))
      return fail(line_, fmt::format("\"{}\" is not a name", name));

    if (sigil == '/')
      close_section(name);
    else
      add({kind_of(sigil), std::string(name), line_, position_, end});
    line_ += static_cast<std::size_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(position_),
                   text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    position_ = end;
  }

  static TemplateTag::Kind kind_of(char sigil) {
    switch (sigil) {
      case '#':
        return TemplateTag::Kind::Section;
      case '^':
        return TemplateTag::Kind::Inverted;
      case '>':
        return TemplateTag::Kind::Partial;
      case '!':
        return TemplateTag::Kind::Comment;
      case '&':
      case '{':
        return TemplateTag::Kind::Unescaped;
      default:
        return TemplateTag::Kind::Variable;
    }
  }

  void add(TemplateTag tag) {
    const bool opens =
        tag.kind == TemplateTag::Kind::Section || tag.kind == TemplateTag::Kind::Inverted;
    (opens ? open_ : siblings()).push_back(std::move(tag));
  }

  void close_section(std::string_view name) {
    if (open_.empty()) return fail(line_, fmt::format("{{{{/{}}}}} closes nothing", name));
    TemplateTag section = std::move(open_.back());
    open_.pop_back();
    if (section.name != name)
      return fail(line_, fmt::format("{{{{/{}}}}} closes {{{{#{}}}}} of line {}", name,
                                     section.name, section.line));
    siblings().push_back(std::move(section));
  }

  std::vector<TemplateTag>& siblings() { return open_.empty() ? top_ : open_.back().inside; }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::vector<TemplateTag> open_;  // the sections around position_, outermost first
  std::vector<TemplateTag> top_;
  std::optional<Refusal> fault_;
};

}  // namespace

Outcome<std::vector<TemplateTag>> tags_of(std::string_view text) {
  return Scan(text).run();
}

}  // namespace accolade
