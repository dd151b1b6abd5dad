#!/bin/sh
# Looks for known weaknesses of the hub's libraries, and for secrets in the repository. A tool that is missing is named.
#
#   osv-scanner, grype or trivy   the libraries (`make sbom` lists them); they need the Internet for what became known since the build
#   gitleaks or detect-secrets    the files; the first reads the history too, the second lists places to look at
set -eu
cd "$(dirname "$0")/.."

sbom=bootstrap/target/sbom.cdx.json
[ -f "$sbom" ] || { echo "$sbom is missing: run make scan, or make sbom first." >&2; exit 2; }
has() { command -v "$1" >/dev/null; }
status=0

if has osv-scanner; then osv-scanner scan --sbom "$sbom" || status=1
elif has grype; then grype "sbom:$sbom" --fail-on high || status=1
elif has trivy; then trivy sbom --exit-code 1 "$sbom" || status=1
else echo "SKIPPED: the libraries, because none of osv-scanner, grype and trivy is on the PATH"
fi

if has gitleaks; then gitleaks git . || status=1
elif has detect-secrets; then git ls-files -z | xargs -0 detect-secrets scan
else echo "SKIPPED: the files, because neither gitleaks nor detect-secrets is on the PATH"
fi
exit $status
