// The headers that tell browsers what a page of ours may never do.
#pragma once

#include "handlers/http/message.h"

namespace accolade::http {

// Scripts, styles and forms of our own origin alone, no inline ones, no frames; no sniffing; no
// referrer to others; nothing cached (no-store); https from now on where the public URL is https. A
// header that the handler set itself stays (OWASP Secure Headers).
void add_security_headers(Response& response, Scheme scheme);

}  // namespace accolade::http
