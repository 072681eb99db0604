// Passkeys (WebAuthn): the one form of a page hands its challenge to the browser, and sends what the device signed.
(() => {
  const form = document.querySelector("form[data-passkey]");
  const bytes = (word) => Uint8Array.from(atob(word.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const word = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const asked = JSON.parse(form.dataset.options).publicKey;
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const one of [...(asked.excludeCredentials || []), ...(asked.allowCredentials || [])]) one.id = bytes(one.id);
  const told = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (made.response[name]) response[name] = word(made.response[name]);
    return { id: made.id, rawId: word(made.rawId), type: made.type, response, clientExtensionResults: made.getClientExtensionResults() };
  };
  form.addEventListener("submit", async (event) => {
    if (event.submitter && event.submitter.name === "language") return;
    event.preventDefault();
    const problem = form.querySelector("[role=alert]");
    problem.hidden = true;
    try {
      form.credential.value = JSON.stringify(told(await navigator.credentials[form.dataset.passkey]({ publicKey: asked })));
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
})();
