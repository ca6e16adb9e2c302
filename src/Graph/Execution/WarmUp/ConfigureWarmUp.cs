using System.Text;
using System.Text.Json;
using Graph.Execution.Documents;
using Microsoft.Extensions.Options;

namespace Graph.Execution.WarmUp;

/// <summary>Reads the files and variables of the warm-up operations, once, so that what is wrong with them is told at the start.</summary>
internal sealed class ConfigureWarmUp(IHostEnvironment environment, IOptions<LimitOptions> limits) : IPostConfigureOptions<WarmUpOptions>
{
    private const string TraceId = "warm-up";

    public void PostConfigure(string? name, WarmUpOptions options)
    {
        if (options.Operations.Count == 0)
        {
            return;
        }

        var bounds = Bounds();
        foreach (var (operationName, operation) in options.Operations)
        {
            var path = $"{WarmUpOptions.SectionName}:{nameof(options.Operations)}:{operationName}";
            var request = new OperationRequest(DocumentOf(operation, path, bounds, options.Problems) ?? "", TraceId)
            {
                OperationName = operation.OperationName,
                Variables = VariablesOf(operation, path, bounds, options.Problems),
                QueriesOnly = true,
                IsOwn = true,
            };
            options.Ready.Add(new WarmUpOperation(operationName, request, operation.Critical, operation.Timeout));
        }
    }

    // What is wrong with the limits is listed by itself, and must not hide what is wrong here.
    private LimitOptions Bounds()
    {
        try
        {
            return limits.Value;
        }
        catch (OptionsValidationException)
        {
            return new LimitOptions();
        }
    }

    private string? DocumentOf(WarmUpOperationOptions operation, string path, LimitOptions bounds, List<string> problems)
    {
        if (operation.Query is null == operation.File is null)
        {
            problems.Add($"{path} needs one of {nameof(operation.Query)} and {nameof(operation.File)}, and not both.");
            return null;
        }

        return operation.Query ?? ReadFile(operation.File!, $"{path}:{nameof(operation.File)}", bounds.DocumentBytes, problems);
    }

    private string? ReadFile(string file, string path, int maxBytes, List<string> problems)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(environment.ContentRootPath, file));
            if (stream.Length <= maxBytes)
            {
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
            }

            problems.Add($"{path} is '{file}', which has {stream.Length} bytes; a document has at most {maxBytes} "
                + $"({LimitOptions.SectionName}:{nameof(LimitOptions.DocumentBytes)}).");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add($"{path} is '{file}', which cannot be read: {unreadable.Message}");
        }

        return null;
    }

    private static JsonElement VariablesOf(WarmUpOperationOptions operation, string path, LimitOptions bounds, List<string> problems)
    {
        if (operation.Variables is not { } text)
        {
            return default;
        }

        if (Encoding.UTF8.GetByteCount(text) > bounds.VariablesBytes)
        {
            problems.Add($"{path}:{nameof(operation.Variables)} is longer than {bounds.VariablesBytes} bytes "
                + $"({LimitOptions.SectionName}:{nameof(bounds.VariablesBytes)}).");
        }
        else if (TryParse(text, out var variables))
        {
            return variables;
        }
        else
        {
            problems.Add($$"""{{path}}:{{nameof(operation.Variables)}} must be the text of a JSON object, such as {"id": "7"}.""");
        }

        return default;
    }

    private static bool TryParse(string text, out JsonElement variables)
    {
        variables = default;
        try
        {
            variables = JsonElement.Parse(text);
            _ = JsonValues.ToDictionary(variables); // also finds text that is no Unicode
            return variables.ValueKind == JsonValueKind.Object;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
