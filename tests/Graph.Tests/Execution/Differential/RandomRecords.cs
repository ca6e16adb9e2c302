using System.Reflection;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution.Differential;

/// <summary>Makes records of the domains with whatever values their types allow, and now and then null where it is not. Keys are never null:
/// that makes a call throw, which costs all places that share it, and the engines share calls in ways of their own.</summary>
internal sealed class RandomRecords(Random random)
{
    private const double ForbiddenNulls = 0.01;

    private static readonly string[] Texts = ["", "a", "Café", "日本", "\"quoted\" \\ back", "line\nbreak\t<b>&'", "\ud83d\ude00", "\ud800 lone", "\u2028\u0001\u007f"];
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Lock OneAtATime = new();

    public T? Make<T>() => (T?)Make(typeof(T), depth: 0);

    /// <summary>A value of a scalar's or an enum's type.</summary>
    public object? Leaf(Type type) => Make(type, depth: 0);

    private object? Make(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return random.Chance(0.2) ? null : Make(underlying, depth);
        }

        return type == typeof(string) ? (random.Chance(0.7) ? $"{random.Next(1, 10)}" : random.Pick(Texts))
            : type == typeof(int) ? random.Next(-5, 1_000)
            : type == typeof(double) ? Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 20)), random.Next(0, 6))
            : type == typeof(decimal) ? new decimal(random.Next(0, 100_000), 0, 0, isNegative: false, (byte)random.Next(0, 4))
            : type == typeof(bool) ? random.Chance(0.5)
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(random.NextInt64(0, 3_000_000_000_000_000_000), TimeSpan.Zero).ToOffset(TimeSpan.FromHours(random.Next(-9, 9)))
            : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(random.Next(0, 1_000_000))
            : type.IsEnum ? random.Pick(Enum.GetValues(type).Cast<object>().ToArray())
            : ElementType(type) is { } element ? List(element, depth)
            : Record(type, depth);
    }

    private Array List(Type element, int depth)
    {
        var list = Array.CreateInstance(element, random.Next(0, 5));
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(random.Chance(ForbiddenNulls) && !element.IsValueType && element != typeof(string) ? null : Make(element, depth + 1), i);
        }

        return list;
    }

    private object? Record(Type type, int depth)
    {
        Type[] types = type.IsAbstract
            ? [.. type.Assembly.GetTypes().Where(candidate => !candidate.IsAbstract && candidate.IsAssignableTo(type))]
            : [type];
        var constructor = random.Pick(types).GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        while (true)
        {
            try
            {
                return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, depth))]);
            }
            catch (TargetInvocationException)
            {
                // A record that takes no nulls.
            }
        }
    }

    private object? Value(ParameterInfo parameter, int depth)
    {
        var isKey = parameter.Name!.EndsWith("Id", StringComparison.Ordinal) || parameter.Name.EndsWith("Ids", StringComparison.Ordinal);
        if (!parameter.ParameterType.IsValueType && random.Chance(MayBeNull(parameter) ? 0.25 : isKey ? 0 : ForbiddenNulls))
        {
            return null;
        }

        return Make(parameter.ParameterType, depth + 1);
    }

    private static bool MayBeNull(ParameterInfo parameter)
    {
        lock (OneAtATime)
        {
            return Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        }
    }

    private static Type? ElementType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>A failure as an upstream's, or as the client's fault.</summary>
    public Failure Failure() => random.Chance(0.7)
        ? new Failure(ErrorCodes.UpstreamUnavailable, $"Down {random.Next(3)}.") { Upstream = "Products", Retryable = random.Chance(0.5) }
        : Domains.Abstractions.Failure.BadInput($"Wrong {random.Next(3)}.");
}
