// What was said with somebody goes from this machine; the contact stays. Says first how much that is.
import QtQuick
import Stille.Profile

Sheet {
    id: sheet
    required property var home
    property string alias
    property var all: ({})
    readonly property string who: Conversations.named(alias).name || People.nameOf(alias)
    function begin(whose) {
        alias = whose;
        Profile.call("conversation.preview_erasure", {"conversation": whose}, answer => {
            if (!answer.ok) return sheet.home.say(answer.words);
            sheet.all = answer.value;
            sheet.open();
            sheet.focusButton();
        });
    }
    title: Words.eraseTalkTitle.arg(who)
    words: all.messages === undefined ? "" : Words.counted("eraseTalkWords", all.messages)
    confirm: Words.eraseTalkDo
    confirmKind: "danger"
    onConfirmed: {
        close();
        Profile.callSlowly("conversation.erase", {"conversation": alias, "up_to": all.up_to}, answer => {
            sheet.home.say(answer.ok ? Words.counted("eraseTalkDone", answer.value.messages) : answer.words);
            Conversations.refresh();
            Messages.refresh();
        });
    }
}
