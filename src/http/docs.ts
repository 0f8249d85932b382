import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const DESCRIPTION = `Hồ sơ một cửa: tiếp nhận, xử lý, trả kết quả; hồ sơ trễ và tỷ lệ trễ hạn.
Mọi thời điểm ghi theo giờ cơ quan (+07:00); số liệu là số nguyên; lỗi theo RFC 9457 với "code" không đổi.`;

/** The API document of OpenAPI 3.1, made of the routes' own schemas. Called before there are any. */
export async function document(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'motcua', version: '1', description: DESCRIPTION },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: withoutUnused,
  });
}

/** The document itself, and pages to read it. */
export async function showDocument(scope: FastifyInstance): Promise<void> {
  await scope.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { url: '/openapi.json', deepLinking: true, docExpansion: 'list' },
  });
  let text: string | null = null;
  scope.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(scope.swagger());
    return reply.type('application/json; charset=utf-8').send(text);
  });
}

/** Schemas are listed once for requests and once for answers; only those that something refers to are kept. */
const withoutUnused: SwaggerTransformObject = (input) => {
  const document = jsonSchemaTransformObject(input);
  const schemas = 'components' in document ? (document.components?.schemas ?? {}) : {};
  const text = JSON.stringify({ paths: document.paths, schemas });
  for (const name of Object.keys(schemas)) {
    if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  }
  return document;
};
