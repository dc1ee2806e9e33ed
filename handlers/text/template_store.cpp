// The owner of kainjow Mustache. Partials are put in place once, at the start: so every page is one
// parsed template, a broken partial cannot poison a page later, and rendering shares nothing that
// changes.
#include "handlers/text/template_store.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <kainjow/mustache.hpp>
#include <spdlog/spdlog.h>

#include "handlers/text/markdown.h"
#include "handlers/text/template_tag.h"
#include "handlers/text/template_view.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
namespace mustache = kainjow::mustache;
using Tags = std::vector<TemplateTag>;

constexpr std::string_view partials = "partials/";

mustache::data data_from(const json::value& value) {
  if (!is_true_in_a_template(value)) return mustache::data(false);
  if (value.is_object()) {
    mustache::data object(mustache::data::type::object);
    for (const auto& [key, inner] : value.get_object())
      object[key] = data_from(inner);
    return object;
  }
  if (value.is_array()) {
    mustache::list list;
    list.reserve(value.get_array().size());
    for (const json::value& item : value.get_array())
      list.push_back(data_from(item));
    return mustache::data(list);
  }
  if (value.is_string()) return mustache::data(std::string(value.get_string()));
  if (value.is_bool()) return mustache::data(true);
  if (value.is_double()) return mustache::data(fmt::format("{}", value.get_double()));
  return mustache::data(json::serialize(value));
}

void report(const std::vector<std::string>& faults, Missing missing) {
  if (faults.empty()) return;
  if (missing == Missing::Throws) throw MissingVariable(fmt::format("{}", fmt::join(faults, "\n")));
  for (const std::string& fault : faults)
    spdlog::warn("{}", fault);
}

void visit(const Tags& tags, const auto& see) {
  for (const TemplateTag& tag : tags) {
    see(tag);
    visit(tag.inside, see);
  }
}

// The checks of all files before any is given to Mustache, so that every fault is told at once.
class Check {
 public:
  explicit Check(const TemplateTexts& texts) : texts_(texts) {
    for (const auto& [name, text] : texts) {
      Outcome<Tags> found = tags_of(text);
      if (found)
        tags_.emplace(name, *std::move(found));
      else
        faults_.push_back(fmt::format("{}.mustache:{}", name, found.refusal().sentence));
    }
    for (const auto& [name, tags] : tags_) {
      check_partials(name, tags);
      check_unescaped(name, tags);
    }
    std::sort(faults_.begin(), faults_.end());
    if (!faults_.empty()) throw std::runtime_error(fmt::format("{}", fmt::join(faults_, "\n")));
  }

  // The text of `name` with the partials in their places.
  std::string whole_text(const std::string& name) const {
    const std::string& text = texts_.at(name);
    std::string whole;
    std::size_t copied = 0;
    visit(tags_.at(name), [&](const TemplateTag& tag) {
      if (tag.kind != TemplateTag::Kind::Partial) return;
      whole.append(text, copied, tag.begin - copied);
      whole += whole_text(std::string(partials) + tag.name);
      copied = tag.end;
    });
    return whole.append(text, copied);
  }

  TemplateTags take_tags() { return std::move(tags_); }

 private:
  void fault(const std::string& name, std::size_t line, std::string_view sentence) {
    faults_.push_back(fmt::format("{}.mustache:{}: {}", name, line, sentence));
  }

  void check_partials(const std::string& name, const Tags& tags) {
    visit(tags, [&](const TemplateTag& tag) {
      if (tag.kind != TemplateTag::Kind::Partial) return;
      const std::string partial = std::string(partials) + tag.name;
      if (!texts_.contains(partial))
        fault(name, tag.line, fmt::format("there is no {}.mustache", partial));
      else if (std::set<std::string> seen; includes(partial, partial, seen))
        fault(name, tag.line, fmt::format("{}.mustache includes itself", partial));
    });
  }

  // Whether `from`, directly or through others, includes `wanted`.
  bool includes(const std::string& from, const std::string& wanted, std::set<std::string>& seen) {
    const auto found = tags_.find(from);
    if (found == tags_.end() || !seen.insert(from).second) return false;
    bool does = false;
    visit(found->second, [&](const TemplateTag& tag) {
      if (tag.kind != TemplateTag::Kind::Partial || does) return;
      const std::string partial = std::string(partials) + tag.name;
      does = partial == wanted || includes(partial, wanted, seen);
    });
    return does;
  }

  void check_unescaped(const std::string& name, const Tags& tags) {
    std::set<std::size_t> explained_lines;
    visit(tags, [&](const TemplateTag& tag) {
      if (tag.kind == TemplateTag::Kind::Comment && tag.name.starts_with("safe: ")) {
        const auto breaks = std::count(tag.name.begin(), tag.name.end(), '\n');
        explained_lines.insert(tag.line + static_cast<std::size_t>(breaks));
      }
    });
    visit(tags, [&](const TemplateTag& tag) {
      const bool is_explained =
          explained_lines.contains(tag.line) || explained_lines.contains(tag.line - 1);
      if (tag.kind == TemplateTag::Kind::Unescaped && !is_explained)
        fault(name, tag.line,
              fmt::format("{{{{{{{}}}}}}} is not escaped and needs {{{{! safe: why }}}} on this "
                          "line or the one before",
                          tag.name));
    });
  }

  const TemplateTexts& texts_;
  TemplateTags tags_;
  std::vector<std::string> faults_;
};

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error(fmt::format("{} cannot be read", path.string()));
  return std::move(text).str();
}

Outcome<Tags> letter_tags(std::string_view text) {
  Outcome<Tags> tags = tags_of(text);
  if (!tags) return tags;
  std::optional<Refusal> refusal;
  visit(*tags, [&](const TemplateTag& tag) {
    if (tag.kind == TemplateTag::Kind::Partial && !refusal)
      refusal = Refusal{Why::Invalid, fmt::format("{}: a letter has no partials, so {{{{> {}}}}} "
                                                  "cannot be filled in",
                                                  tag.line, tag.name)};
  });
  if (refusal) return *refusal;
  return tags;
}

}  // namespace

// Mustache's render is not const, but changes a template only to keep the error of a broken partial
// or lambda, and there are none in it.
struct TemplateStore::Page {
  mutable mustache::mustache parsed;
  std::shared_ptr<const TemplateTags> tags;  // of all files
};

TemplateStore::TemplateStore(const TemplateTexts& texts, Missing missing) : missing_(missing) {
  Check check(texts);
  std::map<std::string, std::string> whole_texts;
  for (const auto& [name, text] : texts)
    whole_texts.emplace(name, check.whole_text(name));

  const auto tags = std::make_shared<const TemplateTags>(check.take_tags());
  for (const auto& [name, text] : whole_texts) {
    const auto [page, is_new] = pages_.emplace(name, Page{mustache::mustache(text), tags});
    if (!page->second.parsed.is_valid())
      throw std::runtime_error(name + ".mustache: " + page->second.parsed.error_message());
  }
}

TemplateStore::~TemplateStore() = default;
TemplateStore::TemplateStore(TemplateStore&&) noexcept = default;
TemplateStore& TemplateStore::operator=(TemplateStore&&) noexcept = default;

std::string TemplateStore::render(std::string_view name, const json::object& view) const {
  const auto page = pages_.find(name);
  if (page == pages_.end()) throw std::out_of_range(fmt::format("no template {}", name));

  const json::value values(view);
  report(missing_variables(*page->second.tags, name, values), missing_);
  return page->second.parsed.render(data_from(values));
}

TemplateTexts read_templates(const fs::path& folder) {
  if (!fs::is_directory(folder))
    throw std::runtime_error(fmt::format("{} is not a folder of templates", folder.string()));
  TemplateTexts texts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".mustache") continue;
    const fs::path name = entry.path().lexically_relative(folder).replace_extension();
    texts.emplace(name.generic_string(), text_of(entry.path()));
  }
  return texts;
}

std::string render_text(std::string_view text, const json::object& view, Escape escape,
                        Missing missing) {
  Outcome<Tags> tags = letter_tags(text);
  if (!tags) throw std::runtime_error("letter:" + tags.refusal().sentence);
  const json::value values(view);
  report(missing_variables({{"letter", *std::move(tags)}}, "letter", values), missing);

  mustache::mustache parsed{std::string(text)};
  if (!parsed.is_valid()) throw std::runtime_error("letter: " + parsed.error_message());
  parsed.set_custom_escape([escape](const std::string& value) {
    return escape == Escape::Markdown ? markdown_escaped(value) : value;
  });
  return parsed.render(data_from(values));
}

Outcome<std::vector<std::string>> variables_of(std::string_view text) {
  const Outcome<Tags> tags = letter_tags(text);
  if (!tags) return tags.refusal();
  std::set<std::string> names;
  for (const TemplateTag& tag : *tags)
    if (tag.kind != TemplateTag::Kind::Comment && tag.name != ".") names.insert(tag.name);
  return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace accolade
