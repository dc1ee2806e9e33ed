// The only file that sees gmime.
#include "handlers/http/multipart.h"

#include <memory>
#include <mutex>
#include <optional>

#include <gmime/gmime.h>

namespace accolade::http {
namespace {

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unreference>;

Owned<GMimeObject> parsed(std::string_view content_type, std::string_view body) {
  static std::once_flag started;
  std::call_once(started, g_mime_init);

  // gmime parses whole entities: the head of this one came as the request's own header. The line's
  // end behind is for senders that leave out the last one, where gmime would count the one before.
  const std::string head = "Content-Type: " + std::string(content_type) + "\r\n\r\n";
  GByteArray* bytes = g_byte_array_sized_new(static_cast<guint>(head.size() + body.size() + 2));
  for (const std::string_view piece : {std::string_view(head), body, std::string_view("\r\n")}) {
    g_byte_array_append(bytes, reinterpret_cast<const guint8*>(piece.data()),
                        static_cast<guint>(piece.size()));
  }
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_byte_array(bytes));
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream.get()), TRUE);
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  return Owned<GMimeObject>(g_mime_parser_construct_part(parser.get(), nullptr));
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);  // stays the part's
  if (content == nullptr) return {};
  const Owned<GMimeStream> plain(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, plain.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(plain.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string type_of(GMimeObject* part) {
  char* type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part));
  std::string copy(type);
  g_free(type);
  return copy;
}

std::optional<std::string> parameter(GMimeObject* part, const char* name) {
  GMimeContentDisposition* disposition = g_mime_object_get_content_disposition(part);
  if (disposition == nullptr) return std::nullopt;
  const char* value = g_mime_content_disposition_get_parameter(disposition, name);
  if (value == nullptr) return std::nullopt;
  return value;
}

// Old browsers send the whole path on their own computer.
std::string without_folders(const std::string& filename) {
  return filename.substr(filename.find_last_of("/\\") + 1);
}

// Adds one part to `form`; a refusal when it cannot be a field or a file of one.
std::optional<Refusal> take_part(GMimeObject* object, Form& form) {
  const std::optional<std::string> name = parameter(object, "name");
  if (!name) return broken_form();
  if (!GMIME_IS_PART(object)) {
    return Refusal{
        Why::Invalid,
        "Some answers need another look.",
        {{*name, "Mail messages cannot be sent as a file. Save it as PDF and send that."}}};
  }
  std::string content = content_of(GMIME_PART(object));
  const std::optional<std::string> filename = parameter(object, "filename");
  if (!filename) {
    form.fields.emplace_back(*name, std::move(content));
  } else if (!filename->empty() || !content.empty()) {
    form.files.push_back({*name, without_folders(*filename), type_of(object), std::move(content)});
  }
  return std::nullopt;
}

}  // namespace

Outcome<Form> read_multipart(std::string_view content_type, std::string_view body) {
  const Owned<GMimeObject> whole = parsed(content_type, body);
  if (!whole || !GMIME_IS_MULTIPART(whole.get())) return broken_form();
  if (!g_mime_object_get_content_type_parameter(whole.get(), "boundary")) return broken_form();
  GMimeMultipart* parts = GMIME_MULTIPART(whole.get());
  const int count = g_mime_multipart_get_count(parts);
  if (!parts->write_end_boundary || count > static_cast<int>(pairs_max)) return broken_form();

  Form form;
  for (int at = 0; at < count; ++at) {
    std::optional<Refusal> refusal = take_part(g_mime_multipart_get_part(parts, at), form);
    if (refusal) return *std::move(refusal);
  }
  return form;
}

}  // namespace accolade::http
