// Markdown as HTML that may be put into a page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace accolade {

// Who wrote the text. It decides about links and pictures, never about raw HTML.
enum class Trust {
  Ours,     // packages, letters, help pages: links and pictures as written
  Persons,  // answers of persons: links get rel="nofollow ugc noopener", pictures become links, and
            // headings two levels less
};

constexpr std::size_t markdown_bytes_max = std::size_t{1} << 20;

// GitHub Flavoured Markdown (https://github.github.com/gfm/) with tables, autolinks and
// strikethrough. Raw HTML is left out, and links to javascript:, vbscript:, file: and data: lose
// their target, so the result is safe inside an element of a page whoever wrote the text.
// Bytes that are not UTF-8 become U+FFFD. Above markdown_bytes_max: throws std::length_error, for
// forms and the loader refuse such a text long before.
std::string html_from_markdown(std::string_view markdown, Trust trust);

// A value that Markdown shows as it was typed: punctuation loses its meaning, a line break stays
// one, and the value cannot leave the paragraph, list item or cell that it stands in. A value that
// is nothing but an http(s) address is left as it is, so that it stays a link and a link's target.
std::string markdown_escaped(std::string_view value);

}  // namespace accolade
