import { ActionIcon, Badge, Button, FileButton, Group, Image, Input, Modal, Text, UnstyledButton } from "@mantine/core";
import { IconFileTypePdf, IconPhoto, IconPlus, IconX } from "@tabler/icons-react";
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { tellProblem, useAsking } from "#ui/asking.tsx";
import type { Attachment, NewAttachment } from "../contract.ts";

export type { NewAttachment } from "../contract.ts";

const accepted = "image/jpeg,image/png,image/gif,image/webp,image/bmp,application/pdf";
const isAccepted = (file: File) => accepted.split(",").includes(file.type);

const nameOf = (file: File, at: number) =>
  file.name && file.name !== "image.png" ? file.name : `粘贴的图片${at + 1}.png`;

/** Puts one file through the door; says so where it could not be taken. */
const useUpload = () => {
  const { door, sentenceOf } = useAsking();
  return async (file: File): Promise<string | null> => {
    try {
      const reply = await door.putFile(file);
      if (reply.ok) return reply.value.sha256;
      tellProblem(reply.fields?.[0] ? `没有添加“${file.name}”：${reply.fields[0].message}。` : sentenceOf(reply.code));
    } catch {
      tellProblem("没有连上程序，照片没有传上去，请再试一次。");
    }
    return null;
  };
};

/** Stands in the form while a file is on its way, so that saving waits for it. */
const pendingMark = "pending:";
const isPending = (file: NewAttachment) => file.sha256.startsWith(pendingMark);

/** Photos and papers for a record: chosen, dragged here, or pasted anywhere in the form. */
export const AttachmentField = (props: {
  label: string;
  value: readonly NewAttachment[];
  onChange(value: NewAttachment[]): void;
  error?: ReactNode;
}) => {
  const upload = useUpload();
  const [isOver, setOver] = useState(false);
  const { value, onChange } = props;
  // Several files arrive one after the other, each upon what stands there by then.
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };

  const put = (next: NewAttachment[]) => {
    latest.current.value = next;
    latest.current.onChange(next);
  };
  const add = async (files: readonly File[]) => {
    for (const [at, file] of files.entries()) {
      if (!isAccepted(file)) {
        tellProblem(`没有添加“${file.name}”：只能是图片或 PDF。`);
        continue;
      }
      const pending = { sha256: `${pendingMark}${crypto.randomUUID()}`, name: nameOf(file, at) };
      put([...latest.current.value, pending]);
      const sha256 = await upload(file);
      const others = latest.current.value.filter((kept) => kept.sha256 !== pending.sha256);
      const isNew = sha256 !== null && !others.some((kept) => kept.sha256 === sha256);
      put(isNew ? [...others, { sha256, name: pending.name }] : others);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  // A picture may be pasted wherever the cursor stands; the newest `add` sees what was added before.
  const latestAdd = useRef(add);
  latestAdd.current = add;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void latestAdd.current(files);
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, []);

  return (
    <Input.Wrapper label={props.label} labelElement="div" error={props.error}>
      {/* A drop target for the mouse; the button inside is what the keyboard uses. */}
      <fieldset
        className={isOver ? "drop-zone is-over" : "drop-zone"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        aria-label={props.label}
      >
        <Group gap="xs">
          {value.map((file) => (
            <Badge
              key={file.sha256}
              variant="light"
              color="gray"
              size="lg"
              tt="none"
              rightSection={
                <ActionIcon
                  size="xs"
                  variant="transparent"
                  color="dark"
                  aria-label={`去掉 ${file.name}`}
                  onClick={() => onChange(value.filter((kept) => kept.sha256 !== file.sha256))}
                >
                  <IconX size={12} />
                </ActionIcon>
              }
            >
              {file.name}
            </Badge>
          ))}
          <FileButton onChange={(files) => void add(files)} accept={accepted} multiple>
            {(button) => (
              <Button
                {...button}
                variant="default"
                size="compact-sm"
                loading={value.some(isPending)}
                leftSection={<IconPlus size={14} />}
                data-form-stop
              >
                添加照片或文件
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed">
            也可以拖到这里，或直接粘贴
          </Text>
        </Group>
      </fieldset>
    </Input.Wrapper>
  );
};

/** A picture as small as a stamp; its name until it is there, and where it cannot be read. */
const Stamp = (props: { attachment: Attachment; openOperation: string }) => {
  const { door } = useAsking();
  const { attachment, openOperation } = props;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isWanted = true;
    void door
      .getFile(openOperation, { id: attachment.id })
      .then((reply) => {
        if (!reply.ok || !isWanted) return;
        made = URL.createObjectURL(reply.value.blob);
        setAddress(made);
      })
      // The name stays in its place; opening it says what is wrong.
      .catch(() => {});
    return () => {
      isWanted = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [door, openOperation, attachment.id]);
  return address === null ? (
    <Text span size="sm">
      {attachment.name}
    </Text>
  ) : (
    <img src={address} alt={attachment.name} title={attachment.name} className="attachment-stamp" />
  );
};

/** Opens what is attached to a record through the operation that guards it. */
export const AttachmentStrip = (props: {
  attachments: readonly Attachment[];
  openOperation: string;
  /** Pictures are shown small, where looking through them is what they are for. */
  hasStamps?: boolean;
}) => {
  const { door } = useAsking();
  const [shown, setShown] = useState<{ attachment: Attachment; address: string } | null>(null);

  useEffect(() => {
    if (!shown) return;
    return () => URL.revokeObjectURL(shown.address);
  }, [shown]);

  const open = async (attachment: Attachment) => {
    const reply = await door.getFile(props.openOperation, { id: attachment.id });
    if (!reply.ok) return tellProblem("没有打开：文件不在了，或您没有权限。");
    const address = URL.createObjectURL(reply.value.blob);
    if (attachment.mediaType.startsWith("image/")) return setShown({ attachment, address });
    const link = document.createElement("a");
    link.href = address;
    link.download = attachment.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  if (props.attachments.length === 0) return null;
  return (
    <Group gap="xs">
      {props.attachments.map((attachment) => (
        <UnstyledButton key={attachment.id} className="attachment" onClick={() => void open(attachment)}>
          {props.hasStamps && attachment.mediaType.startsWith("image/") ? (
            <Stamp attachment={attachment} openOperation={props.openOperation} />
          ) : (
            <>
              {attachment.mediaType === "application/pdf" ? <IconFileTypePdf size={16} /> : <IconPhoto size={16} />}
              <Text span size="sm">
                {attachment.name}
              </Text>
            </>
          )}
        </UnstyledButton>
      ))}
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={shown?.attachment.name} size="80vw">
        {shown && <Image src={shown.address} alt={shown.attachment.name} fit="contain" mah="75vh" />}
      </Modal>
    </Group>
  );
};
