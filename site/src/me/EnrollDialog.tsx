import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import { command } from "../command.ts";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { useForm } from "../ui/use-form.ts";
import type { AccountWords } from "./AccountPage.tsx";
import { FactorForm } from "./FactorForm.tsx";
import { QrCode } from "./QrCode.tsx";

type Seed = { secret: string; key_uri: string };
type Codes = { backup_codes: string[] };
type EnrollDialogProps = {
  words: AccountWords;
  isOpen: boolean;
  onDone: (codes: Codes) => void;
  onClose: () => void;
};

/** Begins a second factor: the password, the seed for the application, and its first code. */
export function EnrollDialog({ words, isOpen, onDone, onClose }: EnrollDialogProps) {
  const [seed, setSeed] = useState<Seed>();
  const leave = () => {
    setSeed(undefined);
    onClose();
  };
  const text = words.me.factor;
  return (
    <Dialog title={text.enroll} isOpen={isOpen} onClose={leave}>
      {seed === undefined ? (
        <PasswordStep words={words} onSeed={setSeed} onCancel={leave} />
      ) : (
        <div class="grid grid-cols-[minmax(0,1fr)] gap-4">
          <p class="text-ink-2">{text.scan}</p>
          <QrCode text={seed.key_uri} label={text.qr} />
          <p class="text-13 text-ink-2">
            {text.type}{" "}
            <a class="link" href={seed.key_uri}>
              {text.openHere}
            </a>
          </p>
          <CodeBlock code={seed.secret} label={text.secret} />
          <FactorForm<Codes>
            words={words}
            body={text.firstCode}
            submit={text.activate}
            asksPassword={false}
            send={(body, key) => callApi("/api/auth/2fa/verify", command(words.language, "POST", body, key))}
            onDone={(codes) => {
              setSeed(undefined);
              onDone(codes);
            }}
            onCancel={leave}
          />
        </div>
      )}
    </Dialog>
  );
}

type PasswordStepProps = { words: AccountWords; onSeed: (seed: Seed) => void; onCancel: () => void };

function PasswordStep({ words: { me, forms, language }, onSeed, onCancel }: PasswordStepProps) {
  const form = useForm<{ password: string }, Seed>({
    initial: { password: "" },
    check: ({ password }) => ({ password: password === "" ? forms.passwordMissing : undefined }),
    send: (values, key) => callApi<Seed>("/api/auth/2fa/enroll", command(language, "POST", values, key)),
    explain: ({ problem }) => (problem?.code === "auth.wrong_password" ? { password: problem.title } : undefined),
    onDone: onSeed,
  });
  return (
    <FormBody form={form} submit={me.factor.next} onCancel={onCancel}>
      <p class="text-ink-2">{me.factor.passwordBody}</p>
      <PasswordField
        id="enroll-password"
        text={forms}
        label={forms.password}
        error={form.wrong.password}
        value={form.values.password}
        autocomplete="current-password"
        autofocus
        onInput={(event) => form.set("password", event.currentTarget.value)}
      />
    </FormBody>
  );
}
