using System.Collections;
using System.Reflection;
using Graph.Caching.Freshness;
using Graph.Configuration;
using Graph.Domains.Abstractions;
using Graph.Telemetry;
using Graph.Upstreams.Configuration;
using GraphQLParser;

namespace Graph.Tests.Architecture;

/// <summary>What operators and clients look up is there.</summary>
public sealed class DocumentationTests
{
    private static readonly string Operations = Repository.Read("docs/operations.md");

    private static readonly Dictionary<FreshnessStrategy, string> SdlNames = new()
    {
        [FreshnessStrategy.TimeBased] = "TIME_BASED",
        [FreshnessStrategy.EventBased] = "EVENT_BASED",
        [FreshnessStrategy.StaleWhileRevalidate] = "STALE_WHILE_REVALIDATE",
        [FreshnessStrategy.BackgroundRefresh] = "BACKGROUND_REFRESH",
        [FreshnessStrategy.Periodic] = "PERIODIC",
    };

    [Fact]
    public void Operations_EverySetting_HasItsLine()
    {
        var settings = OptionsTypes().SelectMany(type => Settings(SectionOf(type), type)).ToArray();

        var missing = settings.Where(setting => !Operations.Contains($"`{setting}`", StringComparison.Ordinal));

        Assert.Contains("Limits:Cost", settings);
        Assert.Contains("Upstreams:<Name>:Retry:MaxDelay", settings);
        Assert.Contains("WarmUp:Operations:<Name>:Timeout", settings);
        Assert.Empty(missing);
    }

    [Fact]
    public void Operations_EveryMetric_HasItsLineWithItsLabels()
    {
        var missing = MetricCatalog.All.Where(metric => !Operations.Split('\n').Any(line => IsLineOf(metric, line)));

        Assert.Empty(missing.Select(metric => metric.Name));
    }

    [Fact]
    public void Errors_EveryCode_HasItsLine()
    {
        var errors = Repository.Read("docs/errors.md");
        var codes = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();

        Assert.NotEmpty(codes);
        Assert.DoesNotContain(codes, code => !errors.Contains($"| `{code}` |", StringComparison.Ordinal));
    }

    [Fact]
    public void Freshness_EveryTypeOfTheSchema_HasItsRow()
    {
        var freshness = Repository.Read("docs/freshness.md").Split('\n');
        var schema = string.Join('\n', Directory.GetFiles(Path.Combine(Repository.Root, "schema"), "*.graphql").Select(File.ReadAllText));
        var declared = FreshnessDirectives.Read(Parser.Parse(schema), problems: []);

        var missing = declared.Select(type => RowOf(type.Key, type.Value)).Except(freshness);

        Assert.Contains("Product", declared.Keys);
        Assert.Empty(missing);
        Assert.Equal(declared.Count, freshness.Count(line => line.EndsWith("PUBLIC |", StringComparison.Ordinal) || line.EndsWith("PRIVATE |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Freshness_EveryOverride_IsExplained()
    {
        var freshness = Repository.Read("docs/freshness.md");

        Assert.DoesNotContain(
            typeof(FreshnessOptions).GetProperties(), property => !freshness.Contains($"| `{property.Name}` |", StringComparison.Ordinal));
    }

    [Fact]
    public void Readme_Length_FitsItsReader() => Assert.True(Repository.Read("README.md").Split('\n').Length <= 121);

    private static bool IsLineOf(MetricDefinition metric, string line)
    {
        var labels = string.Join(", ", metric.Labels.Select(label => label.Replace('.', '_')));
        return line.StartsWith($"| `{metric.Name}` | `{metric.Name.Replace('.', '_')}", StringComparison.Ordinal)
            && line.Contains($"| {labels}{(labels.Length > 0 ? " " : string.Empty)}|", StringComparison.Ordinal);
    }

    private static string RowOf(string coordinate, FreshnessDirective directive)
    {
        (string Name, TimeSpan? Value)[] more =
        [
            ("staleFor", directive.StaleFor), ("staleIfError", directive.StaleIfError), ("negativeTtl", directive.NegativeTtl),
            ("refreshEvery", directive.RefreshEvery), ("minTtl", directive.MinTtl), ("maxTtl", directive.MaxTtl),
        ];
        var said = string.Join(", ", more.Where(part => part.Value is not null).Select(part => $"{part.Name} {IsoDuration.Format(part.Value!.Value)}"));
        return $"| `{coordinate}` | {SdlNames[directive.Strategy]} | {IsoDuration.Format(directive.Ttl)} | {said}{(said.Length > 0 ? " " : "")}| {directive.Scope.ToString().ToUpperInvariant()} |";
    }

    private static IEnumerable<Type> OptionsTypes() => typeof(SectionReader).Assembly.GetTypes()
        .Where(type => type.GetField("SectionName") is not null && !typeof(IDictionary).IsAssignableFrom(type));

    // Settings of a name that is the operator's to choose are described once, with the name in angle brackets.
    private static string SectionOf(Type type) => (string)type.GetField("SectionName")!.GetRawConstantValue()! is "Freshness"
        ? "Freshness:<Type>"
        : (string)type.GetField("SectionName")!.GetRawConstantValue()!;

    private static IEnumerable<string> Settings(string path, Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .SelectMany(property =>
            typeof(IDictionary).IsAssignableFrom(property.PropertyType) ? Settings($"{path}:{property.Name}:<Name>", property.PropertyType.BaseType!.GetGenericArguments()[1])
            : property.PropertyType == typeof(UpstreamClientOptions) ? Settings($"{path}:<Name>", property.PropertyType)
            : property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) ? Settings($"{path}:{property.Name}", property.PropertyType)
            : [$"{path}:{property.Name}"]);
}
