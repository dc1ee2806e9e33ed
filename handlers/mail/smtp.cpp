// The owner of libcurl.
#include "handlers/mail/smtp.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string_view>

#include <curl/curl.h>
#include <fmt/format.h>

namespace accolade {
namespace {

constexpr std::size_t reason_bytes_max = 500;

template <auto free_it>
struct CurlFreed {
  template <class T>
  void operator()(T* held) const {
    free_it(held);
  }
};
using Url = std::unique_ptr<CURLU, CurlFreed<curl_url_cleanup>>;
using Handle = std::unique_ptr<CURL, CurlFreed<curl_easy_cleanup>>;
using Words = std::unique_ptr<curl_slist, CurlFreed<curl_slist_free_all>>;
using CurlText = std::unique_ptr<char, CurlFreed<curl_free>>;

void start_curl() {
  static const bool is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!is_ready) throw std::runtime_error("libcurl does not start");
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  const bool decodes = part == CURLUPART_USER || part == CURLUPART_PASSWORD;
  const bool is_there = curl_url_get(url, part, &text, decodes ? CURLU_URLDECODE : 0) == CURLUE_OK;
  const CurlText held(text);
  return is_there ? held.get() : "";
}

// One mail on its way: what was handed over, and what the server said to it.
struct Exchange {
  std::string_view bytes;
  std::size_t handed_over = 0;
  std::string reply = {};  // the last one to the mail, its lines joined
  bool reply_is_whole = true;
  bool is_answered = false;  // by a reply after the last byte

  bool is_handed_over() const { return handed_over == bytes.size(); }
  int reply_code() const { return reply.size() < 3 ? 0 : std::atoi(reply.substr(0, 3).c_str()); }

  void take_reply_line(std::string_view line) {
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
      line.remove_suffix(1);
    if (line.starts_with("221")) return;  // to the QUIT that curl says after a refusal
    const bool has_code = line.size() >= 3 && std::isdigit(static_cast<unsigned char>(line[0]));
    if (!has_code) return;
    if (reply_is_whole) {
      reply = line.substr(0, 3);
      is_answered = is_handed_over();
    }
    reply_is_whole = line.size() == 3 || line[3] != '-';
    if (line.size() > 4) reply.append(" ").append(line.substr(4));
  }
};

std::size_t hand_over(char* buffer, std::size_t size, std::size_t count, void* exchange) {
  auto& mail = *static_cast<Exchange*>(exchange);
  const std::string_view part = mail.bytes.substr(mail.handed_over, size * count);
  std::memcpy(buffer, part.data(), part.size());
  mail.handed_over += part.size();
  return part.size();
}

std::size_t take_reply(char* line, std::size_t size, std::size_t count, void* exchange) {
  static_cast<Exchange*>(exchange)->take_reply_line({line, size * count});
  return size * count;
}

std::string one_line(std::string_view text) {
  std::string line(text.substr(0, reason_bytes_max));
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return line;
}

// What the server says about itself or the account, not about the mail: it is repaired by a person.
bool is_about_the_account(CURLcode result, int code) {
  constexpr std::array<int, 4> codes = {530, 534, 535, 538};
  return result == CURLE_LOGIN_DENIED || result == CURLE_USE_SSL_FAILED ||
         std::find(codes.begin(), codes.end(), code) != codes.end();
}

Handover handover_of(const Exchange& exchange, CURLcode result, std::string_view curl_says) {
  if (result == CURLE_OK) return {Delivery::Sent, one_line(exchange.reply)};

  const std::string curl_text(curl_says.empty() ? curl_easy_strerror(result) : curl_says);
  if (exchange.is_handed_over() && !exchange.is_answered)
    return {Delivery::Unknown, one_line("All was handed over, then no answer came: " + curl_text)};
  const int code = exchange.reply_code();
  if (is_about_the_account(result, code))
    return {Delivery::Deferred, one_line(code >= 400 ? exchange.reply : curl_text)};
  if (code >= 500) return {Delivery::Failed, one_line(exchange.reply)};
  if (code >= 400) return {Delivery::Deferred, one_line(exchange.reply)};
  return {Delivery::Deferred, one_line(curl_text)};
}

long curl_encryption(Encryption encryption) {
  switch (encryption) {
    case Encryption::Required:
      return CURLUSESSL_ALL;
    case Encryption::Offered:
      return CURLUSESSL_TRY;
    case Encryption::Never:
      return CURLUSESSL_NONE;
  }
  return CURLUSESSL_ALL;
}

Outcome<Encryption> encryption_from(std::string_view query, bool has_password) {
  if (query == "tls=required") return Encryption::Required;
  if (query == "tls=offered") return Encryption::Offered;
  if (query == "tls=never") return Encryption::Never;
  if (query.empty()) return has_password ? Encryption::Required : Encryption::Offered;
  return Refusal{Why::Invalid,
                 "The mail server's URL ends with an unknown option. Write ?tls=required, "
                 "?tls=offered or ?tls=never."};
}

}  // namespace

Outcome<SmtpServer> smtp_server(const std::string& text) {
  start_curl();
  const Url url(curl_url());
  const bool is_url = url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  const std::string scheme = is_url ? part_of(url.get(), CURLUPART_SCHEME) : "";
  const std::string path = is_url ? part_of(url.get(), CURLUPART_PATH) : "";
  if ((scheme != "smtp" && scheme != "smtps") || (path != "/" && !path.empty()))
    return Refusal{Why::Invalid,
                   "The mail server's URL is not understood. Write "
                   "smtp://[USER:PASSWORD@]HOST[:PORT], smtps://... or file:FOLDER."};

  SmtpServer server;
  server.user = part_of(url.get(), CURLUPART_USER);
  server.password = part_of(url.get(), CURLUPART_PASSWORD);
  const std::string port = part_of(url.get(), CURLUPART_PORT);
  server.url = fmt::format("{}://{}{}{}", scheme, part_of(url.get(), CURLUPART_HOST),
                           port.empty() ? "" : ":", port);
  const auto encryption =
      encryption_from(part_of(url.get(), CURLUPART_QUERY), !server.password.empty());
  if (!encryption) return encryption.refusal();
  server.encryption = *encryption;
  return server;
}

class Smtp::Connection {
 public:
  Connection(const SmtpServer& server, const SmtpTimeouts& timeouts) : handle_(curl_easy_init()) {
    if (!handle_) throw std::runtime_error("libcurl gives no handle");
    set(CURLOPT_URL, server.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_USE_SSL, curl_encryption(server.encryption));
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(timeouts.connect.count()));
    set(CURLOPT_TIMEOUT, static_cast<long>(timeouts.whole_mail.count()));
    set(CURLOPT_READFUNCTION, hand_over);
    set(CURLOPT_HEADERFUNCTION, take_reply);
    set(CURLOPT_ERRORBUFFER, error_.data());
    if (server.user.empty()) return;
    set(CURLOPT_USERNAME, server.user.c_str());
    set(CURLOPT_PASSWORD, server.password.c_str());
  }

  Handover send(const MailMessage& mail, std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    Exchange exchange{.bytes = bytes};
    error_.front() = '\0';
    const Words to(curl_slist_append(nullptr, ("<" + mail.to.address + ">").c_str()));
    set(CURLOPT_MAIL_FROM, ("<" + mail.from.address + ">").c_str());
    set(CURLOPT_MAIL_RCPT, to.get());
    set(CURLOPT_READDATA, &exchange);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
    const CURLcode result = curl_easy_perform(handle_.get());
    return handover_of(exchange, result, error_.data());
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    const CURLcode result = curl_easy_setopt(handle_.get(), option, value);
    if (result != CURLE_OK) throw std::runtime_error(curl_easy_strerror(result));
  }

  std::mutex mutex_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  Handle handle_;  // last, for it writes to error_ while it closes
};

Smtp::Smtp(SmtpServer server, SmtpTimeouts timeouts)
    : server_(std::move(server)), timeouts_(timeouts) {
  start_curl();
  connection_ = std::make_unique<Connection>(server_, timeouts_);
}

Smtp::~Smtp() = default;

Handover Smtp::send(const MailMessage& mail) {
  const Outcome<std::string> bytes = bytes_of(mail);
  if (!bytes) return {Delivery::Failed, bytes.refusal().sentence};
  return connection_->send(mail, *bytes);
}

}  // namespace accolade
