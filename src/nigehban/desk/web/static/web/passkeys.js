// Passkeys: shows their buttons where the browser has them, and says so when one does not answer.
(function () {
  if (window.PublicKeyCredential) {
    document.querySelectorAll('[data-needs-passkeys]').forEach(function (button) { button.hidden = false })
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    document.getElementById('passkey-failed').hidden = false
  })
})()
