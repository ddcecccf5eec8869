import { useEffect, useState } from "preact/hooks";

/** Says so while there is no connection. */
export function OfflineBanner({ text }: { text: string }) {
  const [isOffline, setOffline] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return <div role="status">{isOffline && <OfflineLine text={text} />}</div>;
}

/** The line itself. */
export const OfflineLine = ({ text }: { text: string }) => (
  <p class="border-b border-warn bg-surface-2 px-4 py-2 text-13 text-warn md:px-6">{text}</p>
);
