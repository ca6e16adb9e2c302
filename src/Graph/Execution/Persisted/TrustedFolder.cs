using System.Text;
using System.Text.Json;

namespace Graph.Execution.Persisted;

/// <summary>Reads the trusted documents of a folder, and notes every problem with its file.</summary>
internal sealed class TrustedFolder(LimitOptions limits, PersistedOptions options, ICollection<string> problems)
{
    private const string Setting = $"{PersistedOptions.SectionName}:{nameof(PersistedOptions.Folder)}";

    private readonly Dictionary<DocumentHash, TrustedDocument> _documents = [];
    private long _bytes;

    /// <param name="path">The folder; those in it are not looked into.</param>
    public IReadOnlyDictionary<DocumentHash, TrustedDocument> Read(string path)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
            {
                ReadFile(file);
            }

            if (_documents.Count == 0 && problems.Count == 0)
            {
                problems.Add($"{Setting} is '{path}', which has no documents: no *.graphql, and no *.json with any.");
            }
            else if (_documents.Count > options.MaxDocuments || _bytes > options.MaxBytes)
            {
                problems.Add($"{Setting} has {_documents.Count} documents of {_bytes} bytes; {options.MaxDocuments} and {options.MaxBytes} are the most "
                    + $"({PersistedOptions.SectionName}:{nameof(options.MaxDocuments)}, {nameof(options.MaxBytes)}).");
            }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            problems.Add($"{Setting} is '{path}', which cannot be read: {unreadable.Message}");
        }

        return _documents;
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private void ReadFile(string file)
    {
        var (name, kind) = (Path.GetFileName(file), Path.GetExtension(file));
        if (kind is not (".graphql" or ".json"))
        {
            return;
        }

        try
        {
            // Far more than any document may have is not even read.
            if (new FileInfo(file).Length > options.MaxBytes)
            {
                Complain(name, $"it has more than {options.MaxBytes} bytes ({PersistedOptions.SectionName}:{nameof(options.MaxBytes)})");
                return;
            }

            var text = File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            if (kind == ".graphql")
            {
                Add(name, DocumentHash.Of(text), text);
            }
            else
            {
                ReadJson(name, text);
            }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            Complain(name, $"it cannot be read: {unreadable.Message}");
        }
    }

    private void ReadJson(string file, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var (id, body) in OperationList.Read(json.RootElement, problem => Complain(file, problem)))
            {
                AddNamed(file, id, body);
            }
        }
        catch (JsonException malformed)
        {
            Complain(file, $"malformed JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            Complain(file, "a text of it is no valid Unicode");
        }
    }

    private void AddNamed(string file, string id, string text)
    {
        if (!DocumentHash.TryParse(id, out var hash) && !DocumentHash.TryParseId(id, out hash))
        {
            Complain($"{file}: '{id}'", "a document is named by its SHA-256, 64 hexadecimal digits");
        }
        else if (DocumentHash.Of(text) is var actual && actual != hash)
        {
            Complain($"{file}: '{id}'", $"the SHA-256 of its text is {actual}");
        }
        else
        {
            Add($"{file}: '{id}'", hash, text);
        }
    }

    private void Add(string where, DocumentHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > limits.DocumentBytes)
        {
            Complain(where, $"it has {bytes} bytes; a document has at most {limits.DocumentBytes} ({LimitOptions.SectionName}:{nameof(limits.DocumentBytes)})");
        }
        else if (_documents.TryAdd(hash, new TrustedDocument(where, text)))
        {
            _bytes += bytes;
        }
    }

    private void Complain(string where, string problem) => problems.Add($"{Setting}: {where}: {problem}.");
}
