using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using GraphQLParser;
using GraphQLParser.Exceptions;

namespace Graph.Execution.Documents;

/// <summary>Text to document, within the limits on size. Tokens are counted before anything is built of them.</summary>
internal static class DocumentParser
{
    public static DocumentResult Parse(string text, LimitOptions limits)
    {
        if (Encoding.UTF8.GetByteCount(text) > limits.DocumentBytes)
        {
            return LimitErrors.Exceeded("The document is longer than {0} bytes", limits.DocumentBytes, nameof(limits.DocumentBytes));
        }

        try
        {
            return CountTokens(text, limits) is { } error
                ? error
                : new PreparedDocument(Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments }));
        }
        catch (GraphQLMaxDepthExceededException)
        {
            // Far beyond any limit: the parser's own guard against a stack that overflows.
            return new GraphError(ErrorCodes.DepthLimitExceeded, $"The document is nested too deep ({LimitOptions.SectionName}:{nameof(limits.Depth)}).");
        }
        catch (GraphQLParserException syntax)
        {
            return new GraphError(ErrorCodes.ParseFailed, $"Syntax error: {syntax.Description}")
            {
                Locations = [new SourceLocation(syntax.Location.Line, syntax.Location.Column)],
            };
        }
    }

    private static GraphError? CountTokens(string text, LimitOptions limits)
    {
        var tokens = 0;
        for (var position = 0; ;)
        {
            var token = Lexer.Lex(text, position);
            if (token.Kind == TokenKind.EOF)
            {
                return null;
            }

            // Comments cost the parser as much as anything else.
            if (++tokens > limits.Tokens)
            {
                return LimitErrors.Exceeded("The document has more than {0} tokens", limits.Tokens, nameof(limits.Tokens));
            }

            if (token.Kind == TokenKind.NAME && token.Value.Length > limits.NameLength)
            {
                return LimitErrors.Exceeded("A name of the document is longer than {0} letters", limits.NameLength, nameof(limits.NameLength));
            }

            position = token.End;
        }
    }
}
