import {
  type Asked,
  type FieldType,
  type Group,
  type Operator,
  type Part,
  readFigure,
  signs,
  splitValues,
  type Test,
} from "./condition-tree.ts";

const nameOfSign = Object.fromEntries(Object.entries(signs).map(([name, operator]) => [operator, name]));

/** What is sent, and where in it each part stands, as the API names places. */
export type Written = { asked: Asked; places: Map<number, string> };

/** The rule's condition of a tree; in the published form wherever that can say it and `wantsExpression` does not forbid. */
export function writeAsked(tree: Group, typeOf: (field: string) => FieldType, wantsExpression = false): Written {
  const places = new Map<number, string>();
  const published = wantsExpression ? undefined : publishedTests(tree);
  if (published) {
    places.set(tree.id, "conditions");
    const conditions = Object.fromEntries(
      published.map((test) => {
        places.set(test.id, `conditions.${test.field}`);
        return [test.field, toCondition(test, typeOf(test.field))];
      }),
    );
    return { asked: { conditions }, places };
  }
  const [only] = tree.parts;
  // A group of one says no more than its part.
  const root = tree.parts.length === 1 && only ? only : tree;
  const expression = toExpression(root, "expression", typeOf, places);
  places.set(tree.id, "expression");
  return { asked: { conditions: null, expression }, places };
}

const unpublished: readonly Operator[] = ["in_list", "not_in_list", "starts_with", "ends_with", "like"];

/** The comparisons of a tree that is no more than the published form: each field once, all of them to pass. */
function publishedTests({ join, parts }: Group): Test[] | undefined {
  const tests = parts.filter((part) => part.kind === "test");
  const isPlain = join === "and" && tests.length === parts.length && tests.length > 0;
  const isKnown = tests.every(({ operator }) => !unpublished.includes(operator));
  return isPlain && isKnown && new Set(tests.map(({ field }) => field)).size === tests.length ? tests : undefined;
}

/** A value of the field's type; what is no figure goes as it is, for the API to say so. */
const toLiteral = (text: string, type: FieldType) => (type === "number" ? (readFigure(text) ?? text) : text);
const toLiterals = (text: string, type: FieldType) => splitValues(text).map((value) => toLiteral(value, type));

function toCondition({ operator, value, high }: Test, type: FieldType) {
  if (operator === "missing" || operator === "exists") return { operator: "exists", value: operator === "exists" };
  if (operator === "between") return { operator, value: [toLiteral(value, type), toLiteral(high, type)] };
  if (operator === "in" || operator === "not_in") return { operator, value: toLiterals(value, type) };
  return { operator, value: toLiteral(value, type) };
}

function toExpression(
  part: Part,
  path: string,
  typeOf: (field: string) => FieldType,
  places: Map<number, string>,
): unknown {
  places.set(part.id, path);
  if (part.kind === "raw") return part.json;
  if (part.kind === "group")
    return { [part.join]: part.parts.map((one, i) => toExpression(one, `${path}.${part.join}.${i}`, typeOf, places)) };
  const { field: name, operator, value, high } = part;
  const [field, type] = [{ field: name }, typeOf(name)];
  switch (operator) {
    case "exists":
      return { exists: field };
    case "missing":
      return { not: { exists: field } };
    case "between":
      return { between: [field, toLiteral(value, type), toLiteral(high, type)] };
    case "in":
      return { in: [field, toLiterals(value, type)] };
    case "not_in":
      return { not: { in: [field, toLiterals(value, type)] } };
    case "in_list":
      return { in: [field, { list: value }] };
    case "not_in_list":
      return { not: { in: [field, { list: value }] } };
    default:
      return { [nameOfSign[operator] ?? operator]: [field, toLiteral(value, type)] };
  }
}
