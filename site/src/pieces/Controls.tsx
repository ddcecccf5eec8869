import { Copy, Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { DecisionName } from "../api-types.ts";
import { Button, ButtonLink, IconButton } from "../ui/Button.tsx";
import { Checkbox, Switch } from "../ui/Checkbox.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field, Select, TextArea } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Menu } from "../ui/Menu.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { showToast } from "../ui/toast.ts";
import { Piece } from "./Piece.tsx";
import type { PiecesWords } from "./PiecesPage.tsx";

const names: DecisionName[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"];

/** What is pressed, typed into and chosen from. */
export function Controls({ ui, forms, decisions, signIn }: PiecesWords) {
  const [choice, setChoice] = useState<DecisionName>("APPROVED");
  const [tab, setTab] = useState<DecisionName>("APPROVED");
  const [isOn, setOn] = useState(true);
  const [isAsking, setAsking] = useState(false);
  const [isFilling, setFilling] = useState(false);
  const options = names.map((value) => ({ value, label: decisions.words[value] }));
  const rules = decisions.evidence;
  return (
    <>
      <Piece name="Button, ButtonLink, IconButton">
        <div class="flex flex-wrap items-center gap-2">
          <Button look="primary">{ui.filter.saveAction}</Button>
          <Button>{ui.cancel}</Button>
          <Button look="bare">{ui.more}</Button>
          <Button look="danger">{ui.table.clear}</Button>
          <Button isBusy>{signIn.sending}</Button>
          <Button disabled>{ui.filter.saveAction}</Button>
          <ButtonLink href="#content">{ui.error.retry}</ButtonLink>
          <IconButton label={ui.copy}>
            <Copy size={15} aria-hidden="true" />
          </IconButton>
        </div>
      </Piece>
      <Piece name="Segmented, Tabs">
        <Segmented label={decisions.filter} options={options} value={choice} onChange={setChoice} />
        <div class="mt-5">
          <Tabs
            label={decisions.columns.decision}
            tabs={names.map((id) => ({ id, label: decisions.words[id] }))}
            value={tab}
            onChange={setTab}
          >
            <p class="py-3 text-ink-2">{decisions.words[tab]}</p>
          </Tabs>
        </div>
      </Piece>
      <Piece name="Field, PasswordField, Select, TextArea, FormAlert">
        <form class="grid max-w-[400px] gap-5" onSubmit={(event) => event.preventDefault()}>
          <Field id="piece-email" label={forms.email} placeholder="name@bank.uz" />
          <Field id="piece-wrong" label={forms.email} value="name@bank" error={forms.emailWrong} />
          <PasswordField id="piece-password" label={forms.password} text={forms} help={forms.passwordHelp} />
          <Field id="piece-off" label={forms.email} value="admin@alfabank.uz" disabled />
          <Select id="piece-select" label={decisions.columns.decision} options={options} value="BLOCKED" />
          <TextArea id="piece-text" label={decisions.columns.reason} help={ui.states.optional} />
          <FormAlert>{forms.server}</FormAlert>
        </form>
      </Piece>
      <Piece name="Checkbox, Switch">
        <Checkbox label={decisions.words.APPROVED} checked />
        <Checkbox label={decisions.words.UNDER_REVIEW} isMixed />
        <Checkbox label={decisions.words.BLOCKED} help={rules.actions.BLOCK} />
        <Checkbox label={decisions.columns.category} disabled />
        <Switch label={rules.rules} help={rules.hit} checked={isOn} onChange={() => setOn(!isOn)} />
        <Switch label={rules.model} disabled />
      </Piece>
      <Piece name="FormDialog">
        <Button onClick={() => setFilling(true)}>FormDialog</Button>
        {isFilling && (
          <FormDialog
            title={ui.filter.saveTitle}
            submit={ui.filter.saveAction}
            onSubmit={async () => forms.server}
            onClose={() => setFilling(false)}
          >
            <Field id="piece-name" label={ui.filter.name} error={ui.filter.nameMissing} />
          </FormDialog>
        )}
      </Piece>
      <Piece name="Menu, Dialog, Tooltip, Toast">
        <div class="flex flex-wrap items-center gap-2">
          <Menu
            label={ui.more}
            trigger={ui.more}
            items={[
              { id: "copy", label: ui.copy, hint: "C", onSelect: () => showToast(ui.copied) },
              { id: "on", label: decisions.words.BLOCKED, isChecked: isOn, onSelect: () => setOn(!isOn) },
              { id: "off", label: ui.table.reset, isDisabled: true, onSelect: () => undefined },
              { id: "delete", label: ui.table.clear, isDanger: true, onSelect: () => setAsking(true) },
            ]}
          />
          <Menu label={ui.filter.views} trigger={ui.filter.views} items={[]} empty={ui.filter.noViews} />
          <Button onClick={() => setAsking(true)}>Dialog</Button>
          <Tooltip text={decisions.searchHelp}>
            <IconButton label={decisions.search}>
              <Plus size={15} aria-hidden="true" />
            </IconButton>
          </Tooltip>
          <Button onClick={() => showToast(ui.copied)}>Toast</Button>
          <Button
            onClick={() => showToast(decisions.words.BLOCKED, { undo: () => showToast(ui.undo), durationMs: 10_000 })}
          >
            {`Toast: ${ui.undo}`}
          </Button>
          <Button onClick={() => showToast(ui.error.server, { tone: "bad" })}>{`Toast: ${ui.error.title}`}</Button>
        </div>
        <Dialog
          title={ui.table.clear}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{ui.cancel}</Button>
              <Button look="danger" onClick={() => setAsking(false)}>
                {ui.table.clear}
              </Button>
            </>
          }
        >
          <p class="text-ink-2">{ui.error.server}</p>
        </Dialog>
      </Piece>
    </>
  );
}
