// Forms as browsers send them, and what is refused in them.
#include "handlers/http/form.h"

#include <ostream>

#include <gtest/gtest.h>

namespace accolade::http {

void PrintTo(const Form& form, std::ostream* out) {
  for (const auto& [name, value] : form.fields)
    *out << name << '=' << value << '\n';
  for (const auto& file : form.files) {
    *out << file.name << ": " << file.filename << ' ' << file.type << ' ' << file.bytes.size()
         << '\n';
  }
}

namespace {

constexpr const char* unreadable =
    "This answer holds a character that cannot be kept. Type it again.";
const Refusal in_pieces{Why::Invalid,
                        "The form did not arrive in one piece. Go back and send it again."};

Request posted(std::string type, std::string body) {
  Request request;
  request.headers.emplace("Content-Type", std::move(type));
  request.body = std::move(body);
  return request;
}

Request urlencoded(std::string body) {
  return posted("application/x-www-form-urlencoded; charset=UTF-8", std::move(body));
}

Request multipart(std::string body) {
  return posted("multipart/form-data; boundary=----WebKitFormBoundaryX", std::move(body));
}

std::string part(const std::string& head, const std::string& content) {
  return "------WebKitFormBoundaryX\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" +
         content + "\r\n";
}
constexpr const char* the_end = "------WebKitFormBoundaryX--\r\n";

Refusal refused_for(const std::string& field, const std::string& sentence) {
  return {Why::Invalid, "Some answers need another look.", {{field, sentence}}};
}

TEST(Form, FieldsKeepTheirOrderAndLinesTheirOneEnd) {
  const Outcome<Form> form = read_form(urlencoded("a=1+2&b=%C3%A9&a=x%0D%0Ay%0Dz%0A&empty="));

  ASSERT_TRUE(form) << form.refusal().sentence;
  EXPECT_EQ(*form,
            (Form{{{"a", "1 2"}, {"b", "\xc3\xa9"}, {"a", "x\ny\nz\n"}, {"empty", ""}}, {}}));
  EXPECT_EQ(form->value("a"), "1 2");
  EXPECT_EQ(form->find("missing"), nullptr);
}

TEST(Form, NoBodyIsAnEmptyForm) {
  const Outcome<Form> form = read_form(Request{});

  ASSERT_TRUE(form);
  EXPECT_EQ(*form, Form{});
}

TEST(Form, BadUtf8AndNullAreRefusedWithTheField) {
  EXPECT_EQ(read_form(urlencoded("ok=1&title=%FF")).refusal(), refused_for("title", unreadable));
  EXPECT_EQ(read_form(urlencoded("title=a%00b")).refusal(), refused_for("title", unreadable));
  EXPECT_EQ(read_form(urlencoded("ti%FFtle=a")).refusal(), refused_for("", unreadable));
  EXPECT_EQ(read_form(multipart(part("name=\"title\"", "a\xff") + the_end)).refusal(),
            refused_for("title", unreadable));
  EXPECT_EQ(
      read_form(multipart(part("name=\"title\"", std::string("a\0b", 3)) + the_end)).refusal(),
      refused_for("title", unreadable));
}

TEST(Form, BrokenEncodingIsRefused) {
  EXPECT_EQ(read_form(urlencoded("a=%4")).refusal(), in_pieces);
}

TEST(Form, AnotherTypeIsRefused) {
  EXPECT_EQ(
      read_form(posted("application/json", "{}")).refusal(),
      (Refusal{Why::Invalid, "This is not a form. Go back to the page and send it from there."}));
}

TEST(Multipart, FieldsAndFilesComeApart) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte)
    every_byte += static_cast<char>(byte);
  every_byte += "\r\n--\r\nFrom here\n.\r\n------WebKitFormBoundary\r\n\r\n";

  const Outcome<Form> form = read_form(
      multipart(part("name=\"title\"", "\xc3\xa9t\xc3\xa9\r\nFrom 2") + part("name=\"empty\"", "") +
                part("name=\"proof\"; filename=\"R\xc3\xa9sum\xc3\xa9.pdf\"\r\n"
                     "Content-Type: application/pdf",
                     every_byte) +
                part("name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") +
                the_end));

  ASSERT_TRUE(form) << form.refusal().sentence;
  EXPECT_EQ(*form, (Form{{{"title", "\xc3\xa9t\xc3\xa9\nFrom 2"}, {"empty", ""}},
                         {{"proof", "R\xc3\xa9sum\xc3\xa9.pdf", "application/pdf", every_byte}}}));
}

TEST(Multipart, AFilenameHasNoFolders) {
  const Outcome<Form> form = read_form(
      multipart(part("name=\"f\"; filename=\"../../etc/passwd\"", "x") +
                part("name=\"g\"; filename=\"C:\\\\Users\\\\me\\\\cv.pdf\"", "y") + the_end));

  ASSERT_TRUE(form);
  EXPECT_EQ(form->files[0].filename, "passwd");
  EXPECT_EQ(form->files[1].filename, "cv.pdf");
}

TEST(Multipart, AnEmptyFileWithANameIsAFile) {
  const Outcome<Form> form = read_form(
      multipart(part("name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain", "") + the_end));

  ASSERT_TRUE(form);
  EXPECT_EQ(*form, (Form{{}, {{"f", "a.txt", "text/plain", ""}}}));
}

TEST(Multipart, TheLastLineMayLackItsEnd) {
  const Outcome<Form> form =
      read_form(multipart(part("name=\"a\"", "1") + "------WebKitFormBoundaryX--"));

  ASSERT_TRUE(form);
  EXPECT_EQ(*form, (Form{{{"a", "1"}}, {}}));
}

TEST(Multipart, NothingButTheEndIsAnEmptyForm) {
  const Outcome<Form> form = read_form(multipart(the_end));

  ASSERT_TRUE(form);
  EXPECT_EQ(*form, Form{});
}

TEST(Multipart, TruncatedOrNamelessIsRefused) {
  EXPECT_EQ(read_form(multipart(part("name=\"a\"", "1"))).refusal(), in_pieces);
  EXPECT_EQ(read_form(multipart("")).refusal(), in_pieces);
  EXPECT_EQ(read_form(multipart("garbage")).refusal(), in_pieces);
  EXPECT_EQ(read_form(posted("multipart/form-data", "x")).refusal(), in_pieces);
  EXPECT_EQ(read_form(multipart(part("filename=\"x\"", "1") + the_end)).refusal(), in_pieces);
}

TEST(Multipart, AMailMessageIsRefusedWithItsField) {
  EXPECT_EQ(
      read_form(multipart(part("name=\"proof\"; filename=\"a.eml\"\r\nContent-Type: message/rfc822",
                               "Subject: x\r\n\r\nhello") +
                          the_end))
          .refusal(),
      refused_for("proof",
                  "Mail messages cannot be sent as a file. Save it as PDF and send that."));
}

}  // namespace
}  // namespace accolade::http
