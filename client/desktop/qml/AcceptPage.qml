// Somebody's invitation: as a link, as a pasted picture of its code, or as a picture's file.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property string link
    property string problem
    property var join: ({})
    property bool working: false
    title: Words.acceptTitle
    lead: Words.acceptLead
    onBack: home.goBack()
    function focusFirst() { field.forceActiveFocus(); }
    function accept() {
        const text = field.text.trim();
        if (text.length === 0) return;
        problem = "";
        working = true;
        Profile.call("invite.accept", {"link": text}, answer => {
            if (!answer.ok) { working = false; problem = answer.code === "invalid_link" || answer.code === "invalid_argument" ? Words.acceptInvalid : answer.words; return; }
            page.join = answer.value;
            Profile.callSlowly("invite.await", {"id": answer.value.id, "timeout_ms": 60000}, done => {
                page.working = false;
                if (!done.ok) { page.problem = done.words; return; }
                page.join = done.value;
                if (done.value.error) page.problem = Words["fault" + done.value.error.code.split("_").map(word => word.charAt(0).toUpperCase() + word.slice(1)).join("")] || done.value.error.message;
                People.refresh();
                Conversations.refresh();
            });
        });
    }
    function read(path, own) {
        problem = "";
        working = true;
        Profile.callSlowly("code.read", {"path": path}, answer => {
            page.working = false;
            if (own) Desk.removePasted(path);
            if (answer.ok) field.text = answer.value.text;
            else page.problem = Words.acceptNoCode;
        });
    }
    Connections {
        target: People
        function onNamesChanged() { page.settle(); }
        function onDataChanged() { page.settle(); }
    }
    onJoinChanged: settle()
    // Once there is somebody to talk to, that is where to be; until they have greeted, they have no name yet.
    function settle() {
        if (!join.contact) return;
        for (let i = 0; i < People.count; ++i) {
            const row = People.at(i);
            if (row.id === join.contact.id && row.state !== "connecting") return page.home.show(row.alias);
        }
    }
    Field {
        id: field
        width: parent.width
        focus: true
        label: Words.acceptLink
        placeholder: "stille://"
        text: page.link
        problem: page.problem
        onAccepted: page.accept()
        input.Keys.onPressed: event => {
            if (event.key === Qt.Key_V && event.modifiers & Qt.ControlModifier && Desk.clipboardHasImage()) {
                Desk.pastedImage(path => { if (path.length > 0) page.read(path, true); });
                event.accepted = true;
            }
        }
    }
    Flow {
        width: parent.width
        spacing: 8
        PushButton { kind: "primary"; text: Words.accept; enabled: field.text.trim().length > 0 && !page.working; onClicked: page.accept() }
        PushButton { text: Words.acceptPaste; onClicked: { if (Desk.clipboardHasImage()) Desk.pastedImage(path => { if (path.length > 0) page.read(path, true); }); else field.text = Desk.clipboardText().trim(); } }
        PushButton { text: Words.acceptPicture; onClicked: picker.ask(paths => page.read(paths[0], false)) }
    }
    Slow { width: parent.width; busy: page.working; words: Words.acceptWorking }
    Notice { width: parent.width; words: page.join.state === "waiting" ? Words.acceptWaits : "" }
    FilePicker { id: picker; several: false; title: Words.acceptPicture; filters: [Words.pictures + " (*.png *.jpg *.jpeg)"] }
}
