using System.Collections;
using System.Globalization;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution.Differential;

/// <summary>Values of any type that <see cref="SpecGraph"/> has, sometimes null where that is not allowed.</summary>
internal sealed class SpecValues(Random random)
{
    private readonly RandomRecords _leaves = new(random);

    public object? Make(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(LoadResult<>))
        {
            return Result(type);
        }

        if (!type.IsValueType && random.Chance(0.05))
        {
            return null;
        }

        return Element(type) is { } element ? List(type, element)
            : type == typeof(SpecGraph.Node) ? new SpecGraph.Node(random.Next(50))
            : type == typeof(SpecGraph.Leaf) ? new SpecGraph.Leaf(random.Next(50))
            : type == typeof(SpecGraph.Thing) ? Thing()
            : type == typeof(object) ? (random.Chance(0.1) ? "of no type" : Thing())
            : _leaves.Leaf(type);
    }

    /// <summary>Arguments in a form that shows every difference.</summary>
    public static string Text(Arguments arguments)
    {
        string[] names = ["key", "keys", "style", "by", "prefix", "input", "text", "id", "name", "nested", "styles", "at", "part", "parts", "sum", "url", "long"];
        return string.Join(", ", names.Where(arguments.Has).Select(name => $"{name}: {(arguments.TryGet(name, out var value) ? Text(value) : "null")}"));
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IReadOnlyDictionary<string, object?> fields => $"{{{Text(new Arguments(fields))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Now and then a record that is behind none of the types.</summary>
    private SpecGraph.Thing Thing() => random.Chance(0.05) ? new SpecGraph.Thing(0)
        : random.Chance(0.5) ? new SpecGraph.Node(random.Next(50)) : new SpecGraph.Leaf(random.Next(50));

    private object Result(Type type)
    {
        var value = random.Chance(0.6) ? Make(type.GetGenericArguments()[0]) : random.Chance(0.5) ? _leaves.Failure() : null;
        return value is null
            ? Activator.CreateInstance(type)!
            : type.GetMethod("op_Implicit", [value is Failure ? typeof(Failure) : type.GetGenericArguments()[0]])!.Invoke(null, [value])!;
    }

    private IList List(Type type, Type element)
    {
        var list = Array.CreateInstance(element, random.Next(0, 4));
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(Make(element), i);
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? (IList)Activator.CreateInstance(type, list)! : list;
    }

    private static Type? Element(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0] : null;
}
