// The owner of cmark-gfm.
#include "handlers/text/markdown.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

namespace accolade {
namespace {

template <auto free_it>
struct CmarkFreed {
  template <class T>
  void operator()(T* held) const {
    free_it(held);
  }
};
using CmarkParser = std::unique_ptr<cmark_parser, CmarkFreed<cmark_parser_free>>;
using CmarkNode = std::unique_ptr<cmark_node, CmarkFreed<cmark_node_free>>;
using CmarkWalk = std::unique_ptr<cmark_iter, CmarkFreed<cmark_iter_free>>;
using CmarkText = std::unique_ptr<char, CmarkFreed<std::free>>;

// CMARK_OPT_UNSAFE is not given: raw HTML is left out and dangerous links lose their target.
constexpr int markdown_options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;

void attach(cmark_parser* parser, const char* name) {
  static const bool is_registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  cmark_syntax_extension* extension = is_registered ? cmark_find_syntax_extension(name) : nullptr;
  if (!extension) throw std::runtime_error(std::string("cmark-gfm has no extension ") + name);
  cmark_parser_attach_syntax_extension(parser, extension);
}

// A picture would tell its server who reads the page, and when: a person's picture is a link.
void make_pictures_links(cmark_node* document) {
  const CmarkWalk walk(cmark_iter_new(document));
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (event != CMARK_EVENT_EXIT || cmark_node_get_type(node) != CMARK_NODE_IMAGE) continue;
    cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, cmark_node_get_url(node));
    while (cmark_node* child = cmark_node_first_child(node))
      cmark_node_append_child(link, child);
    cmark_node_replace(node, link);
    cmark_node_free(node);
  }
}

// A person's headings stand below those of the page: its own are of the first two levels.
void lower_headings(cmark_node* document) {
  constexpr int lowered_by = 2, level_max = 6;
  const CmarkWalk walk(cmark_iter_new(document));
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
    cmark_node_set_heading_level(
        node, std::min(level_max, cmark_node_get_heading_level(node) + lowered_by));
  }
}

// Text never holds `<a href=` unescaped, so each occurrence is a link that cmark wrote.
std::string with_distrusted_links(std::string_view html) {
  constexpr std::string_view link = "<a href=";
  std::string marked;
  for (std::size_t at = html.find(link); at != std::string_view::npos; at = html.find(link)) {
    marked.append(html.substr(0, at)).append("<a rel=\"nofollow ugc noopener\" href=");
    html.remove_prefix(at + link.size());
  }
  return marked.append(html);
}

bool is_address(std::string_view value) {
  constexpr std::string_view characters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&+,;=%";
  return (value.starts_with("https://") || value.starts_with("http://")) &&
         value.find_first_not_of(characters) == std::string_view::npos;
}

}  // namespace

std::string html_from_markdown(std::string_view markdown, Trust trust) {
  if (markdown.size() > markdown_bytes_max) throw std::length_error("Markdown of more than 1 MiB");

  const CmarkParser parser(cmark_parser_new(markdown_options));
  for (const char* name : {"table", "autolink", "strikethrough"})
    attach(parser.get(), name);
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const CmarkNode document(cmark_parser_finish(parser.get()));
  if (trust == Trust::Persons) {
    make_pictures_links(document.get());
    lower_headings(document.get());
  }
  const CmarkText html(cmark_render_html(document.get(), markdown_options,
                                         cmark_parser_get_syntax_extensions(parser.get())));

  return trust == Trust::Persons ? with_distrusted_links(html.get()) : std::string(html.get());
}

std::string markdown_escaped(std::string_view value) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = value.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  value = value.substr(first, value.find_last_not_of(blanks) - first + 1);
  if (is_address(value)) return std::string(value);

  std::string escaped;
  for (const char character : value) {
    if (character == '\r') continue;
    const bool is_special =
        character == '\n' || std::ispunct(static_cast<unsigned char>(character));
    if (is_special) escaped += '\\';
    escaped += character == '\t' ? ' ' : character;
  }
  return escaped;
}

}  // namespace accolade
