// The passphrase of this profile: the first one, or another. What is typed goes from the fields straight to where it is
// used, and is gone from them once it is the one in use or the sheet is closed. Where the one so far was not the right one,
// only that has to be typed again.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Sheet {
    id: sheet
    required property var home
    property bool differs: false
    function empty() { for (const one of [former, first, second]) one.secret.clear(); }
    function begin() {
        empty();
        differs = false;
        Protection.forget();
        open();
        (Session.guarded ? former : first).forceActiveFocus();
    }
    function protect() {
        for (const one of [former, first, second]) if (one.visible && one.length === 0) return one.forceActiveFocus();
        differs = !first.secret.same(second.secret);
        if (differs) {
            second.secret.clear();
            return second.forceActiveFocus();
        }
        Protection.change(former.secret, first.secret);
    }
    title: Session.guarded ? Words.passphraseChange : Words.passphraseSet
    words: Words.protectionLead + (Session.guarded ? " " + Words.passphraseCopies : "")
    confirm: title
    confirmable: first.secret.strength > 2 && second.length > 0 && (former.length > 0 || !former.visible) && !Protection.busy
    closePolicy: Protection.busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape
    onConfirmed: protect()
    onClosed: empty()
    Connections {
        target: Protection
        enabled: sheet.opened
        function onChanged() {
            if (Protection.problem.length === 0) return;
            const wrong = Protection.wrong && former.visible;
            if (wrong) former.secret.clear();
            // Once the fields can be written in again.
            Qt.callLater(() => (wrong ? former : first).forceActiveFocus());
        }
        function onDone(isFirst) {
            sheet.close();
            sheet.home.say(isFirst ? Words.passphraseIsSet : Words.passphraseIsChanged);
        }
    }
    SecretInput {
        id: former
        width: parent.width
        visible: Session.guarded
        enabled: !Protection.busy
        label: Words.passphraseNow
        problem: Protection.wrong ? Protection.problem : ""
        onAccepted: first.forceActiveFocus()
    }
    SecretInput {
        id: first
        width: parent.width
        enabled: !Protection.busy
        label: Words.passphraseNew
        hint: [Words.protectionHint, Words.strengthShort, Words.strengthEasy, Words.strengthGood, Words.strengthVeryGood][secret.strength]
        problem: Protection.wrong ? "" : Protection.problem
        onLengthChanged: if (activeFocus) sheet.differs = false
        onAccepted: second.forceActiveFocus()
    }
    SecretInput {
        id: second
        width: parent.width
        enabled: !Protection.busy
        label: Words.passphraseAgain
        problem: sheet.differs ? Words.passphraseDiffers : ""
        onAccepted: sheet.protect()
    }
    Slow { width: parent.width; busy: Protection.busy; words: Words.passphraseWorking }
}
