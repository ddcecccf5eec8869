import { RefreshCw } from "lucide-preact";
import { useMemo } from "preact/hooks";
import type { LoggedRequest, RequestPage } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import { modeOf, withMode } from "../app/mode-filter.ts";
import type { useAddress } from "../app/use-address.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { Mode } from "../mode.ts";
import { pathTo, pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FilterField } from "../ui/filter-query.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import { curlOf, firstCurl } from "./curl-of.ts";
import { RequestDetail } from "./RequestDetail.tsx";
import type { RequestsWords } from "./RequestsPage.tsx";
import { requestColumns, StatusBadge } from "./request-columns.tsx";
import { isNarrowed, passesWords, REQUESTS, toRequestQuery } from "./request-filter.ts";

type RequestBoardProps = { words: RequestsWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };

/** The log of what is live or of the sandbox, with each request to be sent again. */
export function RequestBoard({ words, address, fields }: RequestBoardProps) {
  const { requests, shell, language } = words;
  const { filter, openId, isRead, close, setFilter } = address;
  const mode = isRead ? modeOf(filter) : "live";
  const list = useList<LoggedRequest, RequestPage>(isRead ? `${REQUESTS}${toRequestQuery(filter)}` : undefined, mode);
  const rows = useMemo(() => list.rows.filter((request) => passesWords(filter, request)), [list.rows, filter]);
  const columns = useMemo(() => requestColumns(words), [words]);
  const open = list.rows.find(({ id }) => id === openId);
  const leftOut = list.told?.left_out ?? 0;
  // Drawn at build time without an address, like everything that the browser alone knows.
  const origin = isRead ? location.origin : "";

  const copy = () =>
    open &&
    navigator.clipboard?.writeText(curlOf(open, origin)).then(
      () => showToast(requests.curl.copied),
      () => showToast(requests.curl.notCopied, { tone: "bad" }),
    );
  const choose = (chosen: Mode) => {
    setFilter(withMode(filter, chosen));
    // Behind it: closing first would go back in the history, and the filter with it.
    if (openId) close();
  };
  const only = (key: string) => setFilter({ ...filter, fields: { ...filter.fields, key } });
  return (
    <ListBoard
      id="requests"
      title={requests.title}
      shell={shell}
      note={
        <span class="max-sm:hidden" title={requests.note}>
          {leftOut > 0 ? fill(requests.keptOf, { count: formatNumber(leftOut, language) }) : requests.kept}
        </span>
      }
      action={
        <Button onClick={list.reload}>
          <RefreshCw size={15} aria-hidden="true" />
          <span class="max-sm:sr-only">{requests.reload}</span>
        </Button>
      }
      label={requests.title}
      list={list}
      rows={rows}
      rowId={({ id }) => id}
      columns={columns}
      fields={fields}
      placeholder={requests.search}
      help={requests.note}
      address={address}
      isNarrowed={isNarrowed(filter)}
      choices={
        <Segmented
          label={requests.filters.mode}
          options={[
            { value: "live", label: requests.modes.live },
            { value: "test", label: requests.modes.test },
          ]}
          value={mode}
          onChange={choose}
        />
      }
      keys={[
        { key: "c", label: requests.curl.copy, run: () => void copy(), isOff: !open },
        { key: "r", label: requests.reload, run: list.reload, isAction: true },
        {
          key: "m",
          label: requests.otherMode,
          run: () => choose(mode === "live" ? "test" : "live"),
          isAction: true,
        },
      ]}
      empty={
        <EmptyState title={requests.empty.title}>
          <p>{requests.empty.body}</p>
          <CodeBlock code={firstCurl(origin)} label={requests.curl.title} />
          <p class="text-13">{requests.note}</p>
          <div class="flex flex-wrap gap-2">
            <ButtonLink href={pathToApp(language, "developers/keys")}>{requests.empty.key}</ButtonLink>
            <ButtonLink look="bare" href={pathTo(language, "docs")}>
              {requests.empty.docs}
            </ButtonLink>
          </div>
        </EmptyState>
      }
      detail={
        open && {
          label: `${open.method} ${open.path}`,
          head: (
            <>
              <h2 class="truncate text-16" title={open.path}>
                {open.method} <code>{open.path}</code>
              </h2>
              <span class="ml-2">
                <StatusBadge status={open.status} />
              </span>
            </>
          ),
          body: (
            <RequestDetail
              words={words}
              item={open}
              curl={curlOf(open, origin)}
              onCopy={() => void copy()}
              onOnly={() => only(open.caller.id)}
            />
          ),
        }
      }
    />
  );
}
